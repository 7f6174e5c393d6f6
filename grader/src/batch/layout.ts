/** How learning platforms name what they hand out: whose it is stands before the student's own file name. */

export interface Owner {
  /** The student's number on the platform. */
  readonly id: string;
  readonly name: string;
  readonly late: boolean;
  /** What the student called the file; empty for a folder of them. */
  readonly file: string;
}

type Layout = (entry: string) => Owner | undefined;

/** `garcialopez_10013_60013_hw.ts`, with `_LATE` after the name when it was late, and `_text.html` for text alone. */
const canvas: Layout = (entry) => {
  const [, name, late, id, file] = /^(.+?)(_LATE)?_(\d+)_(?:\d+_(.+)|text\.html)$/isu.exec(entry) ?? [];
  return name === undefined
    ? undefined
    : { id: id!, name, late: late !== undefined, file: file ?? "text.html" };
};

/** `Ada Lovelace_4711_assignsubmission_file_` is a folder, or stands before a file's name. */
const moodle: Layout = (entry) => {
  const [, name, id, file] = /^(.+?)_(\d+)_assignsubmission_[a-z]+_(.*)$/isu.exec(entry) ?? [];
  return name === undefined ? undefined : { id: id!, name, late: false, file: file! };
};

/**
 * Whose these entries are, where a platform named all that could be work.
 * @param work those that could be
 * @returns undefined for a folder that nobody's platform made
 */
export function ownersOf(
  entries: readonly string[],
  work: readonly string[],
): Map<string, Owner> | undefined {
  for (const layout of [moodle, canvas])
    if (work.length > 0 && work.every((entry) => layout(entry) !== undefined))
      return new Map(
        entries.flatMap((entry) => {
          const owner = layout(entry);
          return owner ? [[entry, owner] as const] : [];
        }),
      );
  return undefined;
}
