/** The course's own answers; in a bundle for a browser, solutions.web.ts stands in for this file. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.js";

/** The text of a set's file of solutions; nothing where the course came without. */
export function solutionsOf(set: string): string | undefined {
  const file = join(root, "solutions", `${set}.ts`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Why there is none. */
export const withoutSolutions = (id: string, set: string): string =>
  `Our answer to ${id} comes with a copy of the whole course, in solutions/${set}.ts; there is none in ${root}.`;
