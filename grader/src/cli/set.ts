import { sets } from "../checks/index.js";
import type { ExerciseSet } from "../engine/index.js";
import { Problem } from "../files/problem.js";

/** @throws Problem when there is no such set */
export function setOf(id: string): ExerciseSet {
  const found = sets.find((set) => set.id === id || set.name === id);
  if (!found)
    throw new Problem(
      `--set ${id}: there is no such set; choose from ${sets.map((set) => set.id).join(", ")}`,
    );
  return found;
}

export const othersOf = (set: ExerciseSet): ExerciseSet[] => sets.filter((other) => other !== set);
