/** Points and passed checks, in process and through a sandbox. */

import type { Source } from "../../../grader/src/cells/program.js";
import { drive, driveAll, type ExerciseSet, grade, inProcess } from "../../../grader/src/engine/index.js";
import { type Sandbox, Session } from "../../../grader/src/sandbox/session.js";

export interface Score {
  readonly id: string;
  readonly score: number;
  readonly passed: readonly boolean[];
  readonly io: readonly unknown[];
}

type Report = Awaited<
  ReturnType<typeof drive<ReturnType<typeof grade> extends Generator<unknown, infer R> ? R : never>>
>;

const scoreOf = ({ exercise, score, checks }: Report): Score => ({
  id: exercise.id,
  score,
  passed: checks.map(({ passed }) => passed),
  io: checks.map(({ failure }) => (failure && "io" in failure ? failure.io : undefined)),
});

export async function sandboxed(sandbox: Sandbox, source: Source, set: ExerciseSet): Promise<Score[]> {
  const session = new Session(sandbox, source, set);
  try {
    await session.start();
    const engines = set.exercises.map((exercise) => grade(exercise));
    return (await driveAll(engines, session.answer)).map(scoreOf);
  } finally {
    await session.close();
  }
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
