/** For instructors who keep the answers: the bundle gets the checks as learners may have them. */
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { prune } from "../../tools/release/prune.ts";

/** Takes hidden checks and mutants out of every module of checks, and what only they need with them. */
export const learnersChecks: Plugin = {
  name: "learners-checks",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]grader[\\/]dist[\\/]checks[\\/].*\.js$/ }, ({ path }) => ({
      contents: prune(readFileSync(path, "utf8")).code,
    })),
};
