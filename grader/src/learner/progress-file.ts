/** What is solved, in one small local file that may be deleted; in a bundle for a browser, progress-file.web.ts stands in for this file. */
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { replaceFile } from "../files/replace.js";
import { nbgrader } from "./nbgrader.js";
import { improved, noteSession, type Progress, progressIn, progressText } from "./reached.js";

/**
 * Where progress is kept: a file of the user's own, so that on a shared machine nobody's success is another's, or the
 * file that the environment variable LONG_ATTENTION_PROGRESS names. Nowhere when that is "off", nor while nbgrader
 * grades: what runs then is somebody else's work.
 */
export function progressFile(): string | undefined {
  const { LONG_ATTENTION_PROGRESS: named } = process.env;
  if (named === "off" || nbgrader() === "autograde") return undefined;
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
    return { progress: progressIn(readFileSync(file, "utf8")) };
  } catch (error) {
    return { progress: {}, note: setAside(file, error) };
  }
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

/** Keeps what was reached, if it is more than before. Gives a sentence when something is wrong with the file. */
export function keepProgress(reached: Progress): string | undefined {
  noteSession(reached);
  const file = progressFile();
  if (!file) return undefined;
  const { progress, note } = readProgress();
  const better = improved(progress, reached);
  if (!better) return note;
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, progressText(better), `${file}.${process.pid}.new`);
  } catch (error) {
    return `What you solved could not be kept in ${basename(file)}: ${(error as Error).message}.`;
  }
  return note;
}
