import { drive } from "../engine/drive.js";
import { defaultSeed, grade } from "../engine/grade.js";
import type { Exercise, ExerciseReport, Reply, Request } from "../engine/index.js";
import { limited } from "./limited.js";

export interface CheckOptions {
  /** Where the inputs come from; the same seed gives the same inputs. Default 1. */
  readonly seed?: number;
  /** How long one call of the solution may take; all together may take twice that. Default 10. */
  readonly seconds?: number;
}

/** Runs an exercise's checks in this process; a promise of the report when an answer is a promise. */
export function examine(
  exercise: Exercise,
  answer: (request: Request) => Reply | Promise<Reply>,
  { seed = defaultSeed, seconds = 10 }: CheckOptions = {},
): ExerciseReport | Promise<ExerciseReport> {
  return drive(grade(exercise, { seed }), limited(answer, seconds));
}
