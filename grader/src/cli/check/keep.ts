import { keepProgress } from "../../learner/progress-file.js";
import type { Result } from "./run.js";

/** Remembers what is solved, for `progress()` in a notebook. */
export const keep = (results: Iterable<Result>): string | undefined =>
  keepProgress(
    Object.fromEntries(
      [...results].flatMap(({ id, state, score }) =>
        score === undefined ? [] : [[id, { solved: state === "passed", score }]],
      ),
    ),
  );
