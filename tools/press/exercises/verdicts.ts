/** Every exercise of every set, held against its contract. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sets } from "../../../grader/src/checks/index.ts";
import type { ExerciseSet } from "../../../grader/src/engine/index.ts";
import { ROOT } from "../notebook/files.ts";
import { hold, type Verdict } from "./contract.ts";

/** The exported functions of one of a set's files. */
export async function functions(
  folder: "solutions" | "exercises",
  name: string,
): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(ROOT, folder, `${name}.ts`)).href);
}

/** All verdicts, set by set. @param chosen default: every set */
export async function verdicts(chosen: readonly ExerciseSet[] = sets): Promise<Verdict[]> {
  const all: Verdict[] = [];
  for (const set of chosen) {
    const [solutions, stubs] = [
      await functions("solutions", set.name),
      await functions("exercises", set.name),
    ];
    for (const exercise of set.exercises)
      all.push(hold(exercise, solutions[exercise.name], stubs[exercise.name]));
  }
  return all;
}
