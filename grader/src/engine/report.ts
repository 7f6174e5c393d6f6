/** What grading an exercise gives, with everything that feedback can be made of. */
import type { Check, Exercise, Failure } from "./exercise.js";

/**
 * Why a call gave no value: the stub's own error; the solution threw; fuel, time or memory ran out, or too much was
 * printed; the solution could not be called at all.
 */
export const stops = ["todo", "exception", "limit", "missing"] as const;
export type Stop = (typeof stops)[number];

/** The solution was stopped, or stopped itself, before it gave a value. */
export interface Stopped {
  readonly stop: Stop;
  readonly message: string;
  /** The learner's own line, from 1. */
  readonly line?: number;
  /** Where that line is, such as "cell [3], line 2", and what it says; where the solution ran in the open. */
  readonly place?: { readonly name: string; readonly source?: string };
}

/** One check, run. */
export interface CheckReport {
  readonly check: Check;
  readonly passed: boolean;
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
  /** Things worth knowing that cost nothing, such as a promise that had to be awaited. */
  readonly notes: readonly string[];
}

export const isStopped = (failure: Failure | Stopped | undefined): failure is Stopped =>
  failure !== undefined && "stop" in failure;

/** Points for the share of the weights that passed, to a hundredth. */
export function scoreOf(points: number, checks: readonly CheckReport[]): number {
  const weight = (all: readonly CheckReport[]) =>
    all.reduce((sum, { check }) => sum + (check.weight ?? 1), 0);
  return Math.round((100 * points * weight(checks.filter(({ passed }) => passed))) / weight(checks)) / 100;
}
