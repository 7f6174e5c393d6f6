/** The tests of the mutated floors, run inside Stryker's copy of the repository. */
import { mergeConfig } from "vitest/config";
import course from "../../vitest.config.ts";

const floors = ["attention", "sparse", "flash", "lsh", "kv", "linear", "select", "bad-input", "crosscheck"];

export default mergeConfig(
  { ...course, test: { ...course.test, include: [] } },
  {
    test: {
      isolate: true, // a mutant must not find what another left in a module
      include: floors.map((floor) => `test/lib/${floor}/**/*.test.ts`),
      setupFiles: ["test/mutation/setup.ts"],
    },
  },
);
