/** What does not type-check in a learner's file: of the exercises that are looked at, and of what they may use. */
import { NotGradable } from "../../submission/not-gradable.js";
import type { TypeProblem } from "../../types/checker.js";
import type { Types } from "../../types/types.js";
import type { Chosen } from "./screen.js";
import { readSource, shown } from "./source.js";

/** @returns nothing where types cannot be checked, or take too long */
export async function typesIn(
  file: string,
  { set, exercises }: Chosen,
  types: Types | undefined,
): Promise<readonly TypeProblem[]> {
  if (!types) return [];
  try {
    const source = readSource(file);
    const names = set.exercises.map(({ name }) => name);
    const found = (await types.problems(source, names)) ?? [];
    return found
      .filter(({ names }) => exercises.some(({ name }) => names.includes(name)))
      .map((problem) => (problem.file === source.main ? { ...problem, file: shown(file) } : problem));
  } catch (error) {
    if (error instanceof NotGradable) return []; // no text, which the check says
    throw error;
  }
}
