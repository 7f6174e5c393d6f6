/** The contract in numbers: what was tried, how much of what is said is true, and which bound is broken. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sets } from "../../../grader/src/checks/index.ts";
import type { ExerciseSet } from "../../../grader/src/engine/index.ts";
import { ROOT } from "../notebook/files.ts";
import { confusion, type Verdict } from "./contract.ts";
import { readSource, tasksOf } from "./edition.ts";
import { type Share, type Statement, statements } from "./near-misses.ts";
import { rights } from "./rights.ts";
import { lucky, seeds, unlucky } from "./seeds.ts";
import { unheld } from "./sentences.ts";
import { pointsForNothing } from "./trivial.ts";
import { functions, verdicts } from "./verdicts.ts";

/** The fewest there must be, and the least shares. */
export const bounds = { mutants: 560, rights: 200, rightsEach: 3, precision: 0.99, recall: 0.9 } as const;

/** What is tried: all there is, or one part of it, which takes a minute or two. */
export interface Extent {
  readonly share: Share;
  readonly mutantSeeds: readonly number[];
  readonly rightSeeds: readonly number[];
}

export const whole: Extent = { share: [0, 1], mutantSeeds: seeds, rightSeeds: seeds };

/** Eighths of the mixtures, and three of the seeds. */
export const sampled = (part: number): Extent => ({
  share: [part, 8],
  mutantSeeds: [0, 8, 16].map((step) => seeds[(part + step) % seeds.length]!),
  rightSeeds: [0, 8, 16].map((step) => seeds[(part + step) % seeds.length]!),
});

export interface Measures {
  readonly verdicts: readonly Verdict[];
  readonly rights: number;
  readonly statements: readonly Statement[];
  /** How many were tried: pairs of mutants by turns, and mutants that are sometimes right. */
  readonly pairs: number;
  readonly nearMisses: number;
  /** The share of what was said that is true. */
  readonly precision: number;
  /** The share of the mutants that were recognised. */
  readonly recall: number;
  readonly unheld: readonly string[];
  readonly forNothing: readonly string[];
  /** Verdicts that hang on the seed. */
  readonly luck: readonly string[];
}

/** @param told hears what is being done  @param chosen the sets that are measured. Default: all */
export async function measure(
  { share, mutantSeeds, rightSeeds }: Extent,
  told: (line: string) => void = () => {},
  chosen: readonly ExerciseSet[] = sets,
): Promise<Measures> {
  const all = await verdicts(chosen);
  const exercises = chosen.flatMap((set) => set.exercises);
  const said: Statement[] = [];
  const luck: string[] = [];
  const tried = { pairs: 0, nearMisses: 0 };
  for (const { name, exercises } of chosen) {
    told(name);
    const solutions = await functions("solutions", name);
    for (const exercise of exercises) {
      const { pairs, nearMisses, statements: more } = statements(exercise, solutions[exercise.name], share);
      tried.pairs += pairs;
      tried.nearMisses += nearMisses;
      said.push(...more);
      luck.push(...(await lucky(exercise, mutantSeeds)));
      luck.push(...(await unlucky(exercise, rights[exercise.id] ?? {}, rightSeeds)));
    }
  }
  const { right, all: mutants } = confusion(all);
  return {
    verdicts: all,
    rights: exercises.reduce((sum, { id }) => sum + Object.keys(rights[id] ?? {}).length, 0),
    statements: said,
    ...tried,
    precision: said.filter(({ isTrue }) => isTrue).length / said.length,
    recall: right / mutants,
    unheld: chosen.flatMap((set) =>
      tasksOf(readSource(set, readFileSync(join(ROOT, "solutions", `${set.name}.ts`), "utf8"))).flatMap(
        ({ exercise, doc }) => unheld(exercise, doc),
      ),
    ),
    forNothing: exercises.flatMap((exercise) => pointsForNothing(exercise)),
    luck,
  };
}

/** A sentence for everything that does not hold; none when the contract does. @param all false: some sets only, so the totals say nothing */
export function broken(found: Measures, all = true): string[] {
  const { verdicts, precision, recall, statements } = found;
  const totals = all ? bounds : { ...bounds, mutants: 0, rights: 0 };
  const mutants = verdicts.flatMap(({ mutants }) => mutants).length;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const least = (what: string, is: number, bound: number, shown: (x: number) => string = String) =>
    is >= bound ? [] : [`${what}: ${shown(is)}, and ${shown(bound)} is the least`];
  return [
    ...verdicts.flatMap(({ problems }) => problems),
    ...least("mutants", mutants, totals.mutants),
    ...least("right answers", found.rights, totals.rights),
    ...verdicts.flatMap(({ exercise: { id } }) =>
      least(`right answers to ${id}`, Object.keys(rights[id] ?? {}).length, bounds.rightsEach),
    ),
    ...least("precision", precision, bounds.precision, percent).map(
      (line) => `${line}; not true: ${falsehoods(statements).join("; ")}`,
    ),
    ...least("recall", recall, bounds.recall, percent),
    ...found.unheld,
    ...found.forNothing,
    ...found.luck,
  ];
}

/** What was said and is not true. */
export const falsehoods = (statements: readonly Statement[]): string[] =>
  statements
    .filter(({ isTrue }) => !isTrue)
    .map(({ exercise, candidate, id, part }) => `${exercise} ${candidate}: ${id}${part ? ", in part" : ""}`);
