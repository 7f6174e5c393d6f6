/** What is solved, and the text of the file that says so: the same in Node and in a browser. */

/** The best that was reached in one exercise. */
export interface Reached {
  readonly solved: boolean;
  readonly score: number;
}

/** By the exercises' ids. */
export type Progress = Readonly<Record<string, Reached>>;

const about = "Long Attention: the exercises you have solved. You may delete this file.";

/** The text of a progress file. */
export const progressText = (exercises: Progress): string =>
  `${JSON.stringify({ about, exercises }, null, 2)}\n`;

/** @throws Error when this is no progress */
export function progressIn(text: string): Progress {
  const { exercises } = (JSON.parse(text) ?? {}) as { exercises?: unknown };
  if (typeof exercises !== "object" || exercises === null) throw new TypeError("it has no exercises");
  for (const [id, reached] of Object.entries(exercises) as [string, Partial<Reached> | null][])
    if (typeof reached?.solved !== "boolean" || !Number.isFinite(reached.score))
      throw new TypeError(`${id} is neither solved nor unsolved`);
  return exercises as Progress;
}

/** The best of both, in the order of the ids; undefined when nothing is better than before. */
export function improved(before: Progress, reached: Progress): Progress | undefined {
  const better = Object.entries(reached).filter(
    ([id, { solved, score }]) => score > (before[id]?.score ?? 0) || (solved && !before[id]?.solved),
  );
  if (better.length === 0) return undefined;
  const kept = better.map(([id, { solved, score }]) => [id, { solved, score }] as const);
  const all = [...Object.entries(before), ...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all);
}

/** Whether an exercise's last check in this session was passed: what was solved before may not even run any more. */
const now = new Map<string, boolean>();
export const passedNow = (id: string): boolean | undefined => now.get(id);

/** Keeps in mind what the last checks came to. */
export function noteSession(reached: Progress): void {
  for (const [id, { solved }] of Object.entries(reached)) now.set(id, solved);
}
