/** Stands in for solutions.ts in a browser: the page has the answers, or was built without. */
import { host } from "./host.web.js";
import type { solutionsOf as inNode, withoutSolutions as withoutInNode } from "./solutions.js";

export const solutionsOf: typeof inNode = (set) => host()?.solutions(set);

export const withoutSolutions: typeof withoutInNode = (id) =>
  `This edition comes without our answers, the one to ${id} among them.`;
