import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder of the course as the learner has it, from wherever inside it they work: the nearest one, going up, with
 * a set of exercises in its folder `exercises`. Where there is none, `from` itself.
 */
export function courseFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (hasExercises(folder)) return folder;
    if (folder === dirname(folder)) return from;
  }
}

function hasExercises(folder: string): boolean {
  try {
    return readdirSync(join(folder, "exercises")).some((name) => /^\d\d-.+\.(ts|ipynb)$/.test(name));
  } catch {
    return false; // no such folder, or none that may be read
  }
}

/** The learner's folder of the course, without a slash at its end. */
export const root = courseFolder(process.cwd());
