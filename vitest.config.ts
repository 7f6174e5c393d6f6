import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What starts kernels, browsers and graders takes long: it begins first, so that no worker ends with it alone. */
const long =
  /test\/(grader\/(attacks|crash|honest|learner\/cli|sandbox\/levels|reports\/pages)|packages|press|release|notebooks|start|browser|kernel|web)/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  resolve: {
    // Tests read the library's sources, so that a failing line is the line in lib/src.
    alias: [
      { find: /^long-attention\/(.+)\.js$/, replacement: `${here("./lib/src/")}$1.ts` },
      { find: /^long-attention\/(.+)$/, replacement: `${here("./lib/src/")}$1/index.ts` },
      { find: /^long-attention$/, replacement: here("./lib/src/index.ts") },
      { find: /^@long-attention\/grader\/(.+)\.js$/, replacement: `${here("./grader/src/")}$1.ts` },
      { find: /^@long-attention\/grader$/, replacement: here("./grader/src/index.ts") },
      { find: /^@long-attention\/figures\/(.+)\.js$/, replacement: `${here("./figures/src/")}$1.ts` },
      { find: /^@long-attention\/figures$/, replacement: here("./figures/src/index.ts") },
    ],
  },
  // In watch mode: tens of thousands of files that no test's source is.
  server: {
    watch: { ignored: ["**/.venv/**", "**/.cache/**", "**/dist/**", "**/coverage/**", "**/reports/**"] },
  },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    // More workers than cores: some compute while others wait for kernels, browsers and servers.
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    maxConcurrency: 2,
    // Files of one worker share the modules they import: loading them anew took longer than the library's tests.
    isolate: false,
    testTimeout: 120_000, // many tests start programs, and the machine may be busy
    hookTimeout: 120_000,
    coverage: {
      include: ["lib/src/**"],
      reporter: ["text", "json-summary"],
      thresholds: { lines: 98, statements: 98, functions: 98, branches: 95 },
    },
  },
});
