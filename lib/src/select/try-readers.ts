import { fullWeights, massOn, type PlantedTask } from "./planted.js";
import type { Reader } from "./readers.js";

/** What a method achieves on a task, on average over its queries. */
export interface Trial {
  /** Share of full attention's weight on the keys that were read. */
  readonly recall: number;
  readonly read: number;
  readonly scanned: number;
  readonly elements: number;
}

/** Lets a method choose for every query of a task, and weighs what it chose. */
export function tryReader(task: PlantedTask, reader: Reader): Trial {
  const trials = task.queries.map(({ q, order }) => {
    const { keys, scanned, elements } = reader(q, order);
    return { recall: massOn(keys, fullWeights(q, task.K)), read: keys.length, scanned, elements };
  });
  const mean = (key: keyof Trial) => trials.reduce((sum, trial) => sum + trial[key], 0) / trials.length;
  return { recall: mean("recall"), read: mean("read"), scanned: mean("scanned"), elements: mean("elements") };
}

/** The same method with one budget after the other. @param reader the method with a budget of k keys */
export const overBudgets = (
  task: PlantedTask,
  budgets: readonly number[],
  reader: (k: number) => Reader,
): { k: number; recall: number }[] => budgets.map((k) => ({ k, recall: tryReader(task, reader(k)).recall }));
