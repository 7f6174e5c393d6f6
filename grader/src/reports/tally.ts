/** A class in numbers. */
import type { Row } from "../batch/run.js";
import type { Exercise, ExerciseSet } from "../engine/index.js";
import type { Result } from "../result/index.js";

export interface Tally {
  readonly graded: readonly Result[];
  readonly notGradable: readonly Row[];
  readonly infrastructure: readonly Row[];
  readonly open: readonly Row[];
  readonly flagged: readonly Row[];
  readonly max: number;
  readonly exercises: readonly ExerciseTally[];
  /** The most common first. */
  readonly misconceptions: readonly Misconception[];
}

export interface ExerciseTally {
  readonly exercise: Exercise;
  readonly points: readonly number[];
  readonly full: number;
  /** From 0 to 1. */
  readonly mean: number;
  /** The check that the fewest passed, when any failed. */
  readonly hardest: { readonly title: string; readonly passed: number } | undefined;
  /** Failed it, without a mistake that is known. */
  readonly unexplained: number;
}

export interface Misconception {
  readonly exercise: string;
  readonly text: string;
  /** Whose submissions show it. */
  readonly ids: readonly string[];
}

export function tally(rows: readonly Row[], set: ExerciseSet): Tally {
  const of = (status: Result["status"]) => rows.filter(({ result }) => result?.status === status);
  const graded = of("graded").map(({ result }) => result!);
  return {
    graded,
    notGradable: of("not-gradable"),
    infrastructure: of("infrastructure"),
    open: rows.filter(({ result }) => !result),
    flagged: rows.filter(({ result }) => (result?.flags.length ?? 0) > 0),
    max: set.exercises.reduce((sum, { points }) => sum + points, 0),
    exercises: set.exercises.map((exercise) => ofExercise(exercise, graded)),
    misconceptions: misconceptionsIn(graded),
  };
}

function ofExercise(exercise: Exercise, graded: readonly Result[]): ExerciseTally {
  const results = graded.flatMap(({ exercises }) => exercises.filter(({ id }) => id === exercise.id));
  const points = results.map(({ score }) => score);
  const checks = exercise.checks.map(({ id, title }) => ({
    title,
    passed: results.filter((one) => one.checks.some((check) => check.id === id && check.state === "passed"))
      .length,
  }));
  const [hardest] = checks
    .filter(({ passed }) => passed < results.length)
    .sort((a, b) => a.passed - b.passed);
  const failed = results.filter(({ state }) => state !== "passed");
  return {
    exercise,
    points,
    full: points.filter((score) => score === exercise.points).length,
    mean: meanOf(points) / exercise.points,
    hardest,
    unexplained: failed.filter(({ misconception }) => !misconception).length,
  };
}

function misconceptionsIn(graded: readonly Result[]): Misconception[] {
  const found = new Map<string, { exercise: string; text: string; ids: string[] }>();
  for (const { submission, exercises } of graded)
    for (const { id, misconception } of exercises) {
      if (!misconception) continue;
      const key = JSON.stringify([id, misconception.id]);
      const known = found.get(key) ?? { exercise: id, text: misconception.text, ids: [] };
      known.ids.push(submission.id);
      found.set(key, known);
    }
  return [...found.entries()]
    .sort(([a, m], [b, n]) => n.ids.length - m.ids.length || (a < b ? -1 : 1))
    .map(([, one]) => one);
}

export const meanOf = (all: readonly number[]): number =>
  all.length === 0 ? 0 : all.reduce((a, b) => a + b, 0) / all.length;

/** The value below which a share of all lies, between neighbours in proportion. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}
