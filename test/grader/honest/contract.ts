/** Every reference and every known mistake at every level, against the check in this process: verdict, points, diagnosis. */
import { sets } from "../../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../../grader/src/engine/index.js";
import type { Level } from "../../../grader/src/sandbox/levels/index.js";
import { functions } from "../../../tools/press/exercises/verdicts.ts";
import { unchangedSince } from "../../../tools/start/unchanged.mjs";
import { GRADER } from "../support/reads.ts";
import { plain, type Score, sandboxed } from "../support/scores.js";
import { mutantsOf, reference } from "../support/solutions.js";

/** What is handed in together: the references of a set, or of each exercise that has so many its mutant number `mutant`. */
export interface Round {
  readonly set: ExerciseSet;
  readonly mutant?: number;
}

export const roundsOf = (set: ExerciseSet): Round[] => [
  { set },
  ...Array.from({ length: Math.max(...set.exercises.map(({ mutants }) => mutants.length)) }, (_, mutant) => ({
    set: { ...set, exercises: set.exercises.filter(({ mutants }) => mutant < mutants.length) },
    mutant,
  })),
];

export const rounds: readonly Round[] = sets.flatMap(roundsOf);

/** @returns one sentence for each solution and level that differ */
export async function differences({ set, mutant }: Round, levels: readonly Level[]): Promise<string[]> {
  const solutions = mutant === undefined ? await functions("solutions", set.name) : {};
  const source = mutant === undefined ? reference(set) : await mutantsOf(set, mutant);
  const here = await plain(set, ({ name, mutants }) =>
    mutant === undefined ? solutions[name] : mutants[mutant]!.solution,
  );
  const found: string[] = [];
  for (const level of levels) {
    const there = await sandboxed(level, source, set);
    set.exercises.forEach(({ id, mutants }, i) => {
      const who = mutant === undefined ? "the reference" : mutants[mutant]!.id;
      for (const what of between(here[i]!, there[i]!)) found.push(`${id} ${who}, ${level.name}: ${what}`);
    });
  }
  return found;
}

const between = (here: Score, there: Score): string[] =>
  (["score", "checks", "said", "io"] as const).flatMap((part) => {
    const [a, b] = [JSON.stringify(here[part]), JSON.stringify(there[part])];
    return a === b ? [] : [`${part} ${b}, in process ${a}`];
  });

/**
 * All of them, set by set; a set that has passed with everything as it is now is not run again. Ends `0 of N differ`.
 * @returns the exit code
 */
export async function compareContract(levels: readonly Level[]): Promise<number> {
  let [different, all] = [0, 0];
  const names = levels.map(({ name }) => name).join(", ");
  for (const set of sets) {
    const last = unchangedSince(`honest contract ${set.id} ${names}`, [...GRADER, "tools/press/exercises"]);
    const some = roundsOf(set);
    const solutions = some.reduce((sum, round) => sum + round.set.exercises.length, 0);
    const found: string[] = [];
    if (!last.unchanged) for (const round of some) found.push(...(await differences(round, levels)));
    if (found.length === 0 && !last.unchanged) last.remember();
    const said = last.unchanged ? ", unchanged since their last pass" : "";
    console.log(`${found.length === 0 ? "✔" : "✘"} set ${set.id}: ${solutions} solutions${said}`);
    for (const sentence of found) console.log(`    ${sentence}`);
    all += solutions;
    different += new Set(found.map((sentence) => sentence.split(", ")[0])).size;
  }
  console.log(`${different} of ${all} differ (the check in process, ${names})`);
  return different === 0 ? 0 : 1;
}
