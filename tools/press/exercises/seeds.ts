/** Whether a verdict hangs on the seed: mutants that get through at some, right answers that do not at all. */
import { type Check, drive, type Exercise, grade, inProcess } from "../../../grader/src/engine/index.ts";

export const seeds: readonly number[] = Array.from({ length: 25 }, (_, k) => k + 1);

/** A sentence for each mutant that gets full points at one of the seeds. */
export async function lucky(exercise: Exercise, some = seeds): Promise<string[]> {
  const told: string[] = [];
  for (const { id, solution } of exercise.mutants)
    for (const [seed, missed] of await missedAt(exercise, solution, some))
      if (missed === undefined)
        told.push(`${exercise.id}: the mutant ${id} gets full points at seed ${seed}`);
  return told;
}

/** A sentence for each right answer that loses points at one of the seeds. */
export async function unlucky(
  exercise: Exercise,
  answers: Readonly<Record<string, unknown>>,
  some = seeds,
): Promise<string[]> {
  const told: string[] = [];
  for (const [name, answer] of Object.entries(answers))
    for (const [seed, missed] of await missedAt(exercise, answer, some))
      if (missed !== undefined)
        told.push(`${exercise.id}: the right answer “${name}” fails at seed ${seed}; ${missed}`);
  return told;
}

/** For each seed the first check that fails, and why. A check that draws nothing is the same at all of them. */
async function missedAt(
  exercise: Exercise,
  solution: unknown,
  some: readonly number[],
): Promise<[seed: number, missed: string | undefined][]> {
  const missed = async (check: Check, seed: number) => {
    const alone = { ...exercise, checks: [check], mutants: [] };
    const [report] = (await drive(grade(alone, { seed }), inProcess(solution))).checks;
    return report!.passed ? undefined : `${check.id}: ${report!.failure?.message}`;
  };
  const first = async (checks: readonly Check[], seed: number) => {
    for (const check of checks) {
      const found = await missed(check, seed);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const [drawn, fixed] = [true, false].map((draws) =>
    exercise.checks.filter(({ inputs }) => (inputs !== undefined) === draws),
  ) as [Check[], Check[]];
  const always = await first(fixed, some[0]!);
  const found: [number, string | undefined][] = [];
  for (const seed of some) found.push([seed, always ?? (await first(drawn, seed))]);
  return found;
}
