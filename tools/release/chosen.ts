/** What a person named: sets, and a place to write to. */
import { existsSync, readdirSync } from "node:fs";
import { sets } from "../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { Problem } from "../start/progress.mjs";

/** @throws Problem for a set that is not there */
export const setsOf = (ids: readonly string[]): ExerciseSet[] =>
  ids.map((id) => {
    const set = sets.find((one) => one.id === id || one.name === id);
    if (!set) throw new Problem(`There is no set ${id}; choose from ${sets.map((one) => one.id).join(", ")}`);
    return set;
  });

/** @throws Problem for a folder with something in it */
export function mustBeEmpty(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Problem(`${out} has something in it; name a folder that is empty, or not there yet`);
}
