/** For instructors who keep the answers: the bundle gets the checks as learners may have them. */
import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import { learnerChecks } from "../../tools/release/prune.ts";

/** In the place of all checks: those that are not hidden, without mutants, in one module. */
export const learnersChecks: Plugin = {
  name: "learners-checks",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]grader[\\/]dist[\\/]checks[\\/]index\.js$/ }, async ({ path }) => ({
      contents: (await learnerChecks(dirname(dirname(path)))).code,
      resolveDir: dirname(path),
    })),
};
