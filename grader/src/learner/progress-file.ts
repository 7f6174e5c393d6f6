/** What is solved, in one small local file that may be deleted. */
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { replaceFile } from "../files/replace.js";

/** The best that was reached in one exercise. */
export interface Reached {
  readonly solved: boolean;
  readonly score: number;
}

/** By the exercises' ids. */
export type Progress = Readonly<Record<string, Reached>>;

const about = "Long Attention: the exercises you have solved. You may delete this file.";

/**
 * Where progress is kept: a file of the user's own, so that on a shared machine nobody's success is another's, or the
 * file that the environment variable LONG_ATTENTION_PROGRESS names. Nowhere when that is "off", nor while nbgrader
 * grades: what runs then is somebody else's work.
 */
export function progressFile(): string | undefined {
  const { LONG_ATTENTION_PROGRESS: named, NBGRADER_EXECUTION: nbgrader } = process.env;
  if (named === "off" || nbgrader === "autograde") return undefined;
  return named || join(dataFolder(), "long-attention", "progress.json");
}

/** Where programs keep a user's data on this system. */
function dataFolder(): string {
  const { APPDATA, XDG_DATA_HOME } = process.env;
  if (process.platform === "win32") return APPDATA || join(homedir(), "AppData", "Roaming");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  return XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(homedir(), ".local", "share");
}

/** What was reached so far, and a sentence when the file was broken and has been set aside. */
export function readProgress(): { progress: Progress; note?: string } {
  const file = progressFile();
  if (!file || !existsSync(file)) return { progress: {} };
  try {
    return { progress: checked(JSON.parse(readFileSync(file, "utf8"))) };
  } catch (error) {
    return { progress: {}, note: setAside(file, error) };
  }
}

/** @throws TypeError when this is no progress */
function checked(value: unknown): Progress {
  const { exercises } = (value ?? {}) as { exercises?: unknown };
  if (typeof exercises !== "object" || exercises === null) throw new TypeError("it has no exercises");
  for (const [id, reached] of Object.entries(exercises) as [string, Partial<Reached> | null][])
    if (typeof reached?.solved !== "boolean" || !Number.isFinite(reached.score))
      throw new TypeError(`${id} is neither solved nor unsolved`);
  return exercises as Progress;
}

function setAside(file: string, error: unknown): string {
  const aside = file.replace(/(\.json)?$/, ".broken.json");
  const why = (error as Error).message;
  try {
    renameSync(file, aside);
    return `The file ${basename(file)} cannot be read (${why}). It is set aside as ${basename(aside)}, and a new one begins.`;
  } catch {
    return `The file ${basename(file)} cannot be read (${why}). Delete it, so that a new one can begin.`;
  }
}

/** Whether an exercise's last check in this session was passed: what was solved before may not even run any more. */
const now = new Map<string, boolean>();
export const passedNow = (id: string): boolean | undefined => now.get(id);

/** Keeps what was reached, if it is more than before. Gives a sentence when something is wrong with the file. */
export function keepProgress(reached: Progress): string | undefined {
  for (const [id, { solved }] of Object.entries(reached)) now.set(id, solved);
  const file = progressFile();
  if (!file) return undefined;
  const { progress, note } = readProgress();
  const better = Object.entries(reached).filter(
    ([id, { solved, score }]) => score > (progress[id]?.score ?? 0) || (solved && !progress[id]?.solved),
  );
  if (better.length === 0) return note;
  const exercises = Object.fromEntries(
    [
      ...Object.entries(progress),
      ...better.map(([id, { solved, score }]) => [id, { solved, score }] as const),
    ].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, `${JSON.stringify({ about, exercises }, null, 2)}\n`, `${file}.${process.pid}.new`);
  } catch (error) {
    return `What you solved could not be kept in ${basename(file)}: ${(error as Error).message}.`;
  }
  return note;
}
