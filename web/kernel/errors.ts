/** Errors as the course's kernel tells them: name, message, and the learner's line. */
import type { Problem } from "../../grader/dist/cells/transpile.js";
import { placeOf } from "../../grader/dist/learner/place.js";
import { type Place, placed } from "../../grader/dist/learner/placed.js";
import { loadInspector } from "./inspector.ts";

/** What a running cell has thrown. */
export async function told(error: unknown, causes = 5): Promise<string> {
  if (!(error instanceof Error)) return `Thrown: ${(await loadInspector()).inspect(error)}`;
  const lines = withPlace(`${error.name}: ${error.message}`, placeOf(error));
  return error.cause instanceof Error && causes > 0
    ? `${lines}\nCaused by ${await told(error.cause, causes - 1)}`
    : lines;
}

/** What keeps a cell from running. */
export function toldProblem(problem: Problem, number: number, code: string): string {
  const { message, line } = problem;
  const place = line === undefined ? undefined : placed(`cell [${number}]`, line, code);
  return withPlace(`This cell does not run: ${message}`, place);
}

const withPlace = (message: string, place: Place | undefined): string =>
  place ? `${message}\n${place.name}:\n  ${place.line} | ${place.source ?? ""}` : message;
