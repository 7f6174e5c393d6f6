/** What grading an exercise gives, with everything that feedback can be made of. */
import type { Check, Exercise, Failure } from "./exercise.js";
import type { Stopped } from "./stopped.js";

/** One check, run. */
export interface CheckReport {
  readonly check: Check;
  readonly passed: boolean;
  /** It was not run: what stopped the check before, its `failure` too, would have stopped it. */
  readonly notRun?: true;
  readonly failure?: Failure | Stopped;
  /** The smallest input found that fails, as arguments of the solution; of visible checks. */
  readonly args?: readonly unknown[];
  /** The stop may depend on the machine's load: run again alone. */
  readonly backstop?: boolean;
}

/** A known mistake, recognised. */
export interface Misconception {
  readonly id: string;
  readonly message: string;
  /** It gives the same results only in the first visible check that failed: there may be another mistake. */
  readonly part?: true;
}

/** One exercise, graded. */
export interface ExerciseReport {
  readonly exercise: Exercise;
  readonly score: number;
  readonly seed: number;
  readonly checks: readonly CheckReport[];
  /** The mutant that behaves as the solution does. */
  readonly misconception?: Misconception;
  /** Another one, in another check. */
  readonly second?: Misconception;
  /** Things worth knowing that cost nothing, such as a promise that had to be awaited. */
  readonly notes: readonly string[];
}

/** Points for the share of the weights that passed, to a hundredth. */
export function scoreOf(points: number, checks: readonly CheckReport[]): number {
  const weight = (all: readonly CheckReport[]) =>
    all.reduce((sum, { check }) => sum + (check.weight ?? 1), 0);
  return Math.round((100 * points * weight(checks.filter(({ passed }) => passed))) / weight(checks)) / 100;
}
