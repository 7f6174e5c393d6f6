/** What a set's solutions get, in process and through a sandbox: verdicts, points and what is said. */
import { forSecondTry } from "../../../grader/src/batch/work.js";
import type { Source } from "../../../grader/src/cells/program.js";
import {
  drive,
  driveAll,
  type ExerciseReport,
  type ExerciseSet,
  grade,
  inProcess,
  isStopped,
} from "../../../grader/src/engine/index.js";
import { stateOfCheck } from "../../../grader/src/feedback/feedback.js";
import type { Setting } from "../../../grader/src/result/index.js";
import { Session } from "../../../grader/src/sandbox/session.js";

export interface Score {
  readonly id: string;
  readonly score: number;
  /** Of each check, such as "causal: failed, wrong". */
  readonly checks: readonly string[];
  /** The mistakes that are named, and notes. */
  readonly said: readonly string[];
  readonly io: readonly unknown[];
}

const scoreOf = (report: ExerciseReport): Score => {
  const { exercise, score, checks, misconception, second, notes } = report;
  return {
    id: exercise.id,
    score,
    checks: checks.map((one) => {
      const reason = isStopped(one.failure) ? one.failure.stop : one.failure ? "wrong" : "";
      return `${one.check.id}: ${[stateOfCheck(one), reason].filter(Boolean).join(", ")}`;
    }),
    said: [
      ...[misconception, second].flatMap((one) => (one ? [one.part ? `${one.id}, in part` : one.id] : [])),
      ...notes,
    ],
    io: checks.map(({ failure }) => (failure && "io" in failure ? failure.io : undefined)),
  };
};

/** What the clock stops is tried again, as the grader does. */
export async function sandboxed(
  level: Setting["level"],
  source: Source,
  set: ExerciseSet,
  again = true,
): Promise<Score[]> {
  const session = new Session(level, source, set);
  let reports: ExerciseReport[];
  try {
    await session.start();
    const engines = set.exercises.map((exercise) => grade(exercise));
    reports = await driveAll(engines, session.answer);
  } finally {
    await session.close();
  }
  if (again && reports.some(({ checks }) => checks.some(({ backstop }) => backstop)))
    return sandboxed(forSecondTry(level), source, set, false);
  return reports.map(scoreOf);
}

/** @param solutionOf the function to grade for each exercise */
export async function plain(
  set: ExerciseSet,
  solutionOf: (exercise: ExerciseSet["exercises"][number]) => unknown,
): Promise<Score[]> {
  const scores: Score[] = [];
  for (const exercise of set.exercises)
    scores.push(scoreOf(await drive(grade(exercise), inProcess(solutionOf(exercise)))));
  return scores;
}
