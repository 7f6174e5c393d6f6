import { drive } from "../engine/drive.js";
import { defaultSeed, grade } from "../engine/grade.js";
import { inProcess } from "../engine/in-process.js";
import type { Exercise, ExerciseReport } from "../engine/index.js";
import { limited } from "./limited.js";
import { toldWithPlace } from "./place.js";

export interface CheckOptions {
  /** Where the inputs come from; the same seed gives the same inputs. Default 1. */
  readonly seed?: number;
  /** How long the solution may take for all checks together. Default 10. */
  readonly seconds?: number;
}

/** Runs an exercise's checks on a function of this process; a promise of the report when the function gives promises. */
export function examine(
  exercise: Exercise,
  solution: unknown,
  { seed = defaultSeed, seconds = 10 }: CheckOptions = {},
): ExerciseReport | Promise<ExerciseReport> {
  return drive(grade(exercise, { seed }), limited(inProcess(solution, toldWithPlace), seconds));
}
