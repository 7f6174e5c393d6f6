/** A class in numbers. */
import type { Row } from "../batch/row.js";
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
  /** The mistake that the most submissions show, when any was recognised. */
  readonly slip: { readonly text: string; readonly times: number } | undefined;
  /** Tried it and failed, without a mistake that is known. */
  readonly unexplained: number;
}

export interface Misconception {
  readonly exercise: string;
  readonly text: string;
  /** Whose submissions show it. */
  readonly rows: readonly Row[];
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
    misconceptions: misconceptionsIn(of("graded")),
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
  const failed = results.filter(({ state }) => state !== "passed" && state !== "not started");
  return {
    exercise,
    points,
    full: points.filter((score) => score === exercise.points).length,
    mean: meanOf(points) / exercise.points,
    hardest,
    slip: commonest(results.flatMap(({ misconception }) => misconception ?? [])),
    unexplained: failed.filter(({ misconception }) => !misconception).length,
  };
}

function commonest(slips: readonly { id: string; text: string }[]): ExerciseTally["slip"] {
  const times = (id: string) => slips.filter((slip) => slip.id === id).length;
  const [first] = [...slips].sort((a, b) => times(b.id) - times(a.id) || (a.id < b.id ? -1 : 1));
  return first && { text: first.text, times: times(first.id) };
}

function misconceptionsIn(graded: readonly Row[]): Misconception[] {
  const found = new Map<string, { exercise: string; text: string; rows: Row[] }>();
  for (const row of graded)
    for (const { id, misconception } of row.result!.exercises) {
      if (!misconception) continue;
      const key = JSON.stringify([id, misconception.id]);
      const known = found.get(key) ?? { exercise: id, text: misconception.text, rows: [] };
      known.rows.push(row);
      found.set(key, known);
    }
  return [...found.entries()]
    .sort(([a, m], [b, n]) => n.rows.length - m.rows.length || (a < b ? -1 : 1))
    .map(([, one]) => one);
}

/** A person should do something about it, or know it. */
export const needsSomebody = ({ result }: Row): boolean =>
  result === undefined || result.status !== "graded" || result.flags.length > 0;

export const meanOf = (all: readonly number[]): number =>
  all.length === 0 ? 0 : all.reduce((a, b) => a + b, 0) / all.length;

/** The value below which a share of all lies, between neighbours in proportion. */
export function quantile(all: readonly number[], share: number): number {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}
