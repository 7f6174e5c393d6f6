/** What was handed in, and a folder that one grader at a time writes to. */
import { mkdirSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { readCollected } from "../download/collected.js";
import { asProblem, Problem } from "../files/problem.js";
import type { Bundle } from "../sandbox/bundle.js";
import type { Functions } from "../submission/homework.js";
import { lock } from "./lock.js";
import { type Listener, silent } from "./row.js";
import { type HandedIn, handedIn } from "./submissions.js";

/** Whose work it is, and which. */
export interface OfClass {
  readonly submissions: string;
  readonly set: Functions;
  readonly others?: readonly Functions[];
  readonly level: { readonly bundle: Pick<Bundle, "released"> };
  readonly listener?: Listener;
}

/**
 * @param made a folder to make first, `locked` or one in it
 * @throws Problem when the folders cannot be used
 */
export async function inClass<T>(
  { submissions, set, others = [], level, listener = silent }: OfClass,
  made: string,
  locked: string,
  use: (submissions: readonly HandedIn[]) => Promise<T>,
): Promise<T> {
  if (!readCollected(submissions)) mustLieApart(submissions, locked);
  const handed = await handedIn(submissions, { set, others, released: level.bundle.released });
  try {
    makeFolder(made);
    const unlock = lock(locked);
    try {
      for (const note of handed.notes) listener.note(note);
      return await use(handed.submissions);
    } finally {
      unlock();
    }
  } finally {
    handed.close();
  }
}

/** Else the results would be somebody's submission the next time. @throws Problem */
function mustLieApart(submissions: string, out: string): void {
  const way = relative(resolve(submissions), resolve(out));
  if (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    throw new Problem(`--out ${out} lies inside the submissions; choose a folder beside them`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw asProblem(error, path);
  }
}
