/** What the name of a file says: what it is, and whether it can be anybody's work at all. */

export type Kind = "code" | "notebook" | "data" | "archive";

/** By the end of a name, as browsers and mail programs leave it: `x.TS`, `x.mts`, `x.ts.txt`, `x.ipynb.json`. */
export function kindOf(path: string): Kind | undefined {
  const name = nameOf(path);
  if (/\.d\.[mc]?ts$/i.test(name) || /-checkpoint\.ipynb$/i.test(name)) return undefined;
  if (/\.[mc]?ts(\.txt)?$/i.test(name)) return "code";
  if (/\.ipynb(\.txt|\.json)?$/i.test(name)) return "notebook";
  if (/\.json$/i.test(name)) return "data";
  return isArchive(name) ? "archive" : undefined;
}

export const isWork = (path: string): boolean => /^(code|notebook)$/.test(kindOf(path) ?? "");
export const isZip = (name: string): boolean => /\.zip$/i.test(name);
export const isArchive = (name: string): boolean => isZip(name) || /\.(tar\.gz|tgz)$/i.test(name);

/** Folders that programs fill, and those of answers; whatever begins with a dot is a program's, too. */
const programs = new Set(["node_modules", "__macosx", "solutions"]);
export const isSkipped = (folder: string): boolean =>
  folder.startsWith(".") || programs.has(folder.toLowerCase());

/** The course's own folders, beside its exercises. */
const course = new Set(
  "assets bench cells docs figures grader kernel lib notebooks test tools web".split(" "),
);

/** Of a whole copy of the course, what its learner may have written: nothing in the course's own folders. */
export function withoutCourse<T extends { readonly path: string }>(files: readonly T[]): T[] {
  const copies = new Set(
    files.flatMap(({ path }) => /^(.*\/|)exercises\/\d\d-[^/]+\.(?:ts|ipynb)$/.exec(path)?.[1] ?? []),
  );
  const whole = [...copies].filter((copy) => files.some(({ path }) => path.startsWith(`${copy}grader/src/`)));
  return files.filter(({ path }) =>
    whole.every((copy) => !path.startsWith(copy) || !course.has(path.slice(copy.length).split("/")[0]!)),
  );
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/**
 * A name as people read it, whatever its bytes: those that are no UTF-8 become `\xff`. Different names stay different.
 */
export function readable(name: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(name);
    return text.replace(/\\(?=x[0-9a-f]{2})/g, "\\x5c");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  let text = "";
  for (let at = 0; at < name.length; ) {
    const length = utf8Length(name, at);
    text += length > 0 ? name.toString("utf8", at, at + length) : `\\x${name.toString("hex", at, at + 1)}`;
    at += Math.max(1, length);
  }
  return text;
}

/** How many bytes from here make one sign; 0 when they make none. */
function utf8Length(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4; length++) {
    const part = bytes.subarray(at, at + length);
    const sign = part.toString("utf8");
    if (!sign.includes("\ufffd") && Buffer.from(sign).equals(part)) return length;
  }
  return 0;
}
