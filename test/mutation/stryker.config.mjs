// @ts-check
/**
 * Changes one thing at a time in the floors with algorithms, and looks whether a test notices. What was
 * learnt is kept in reports/mutation/incremental.json, so a run that was stopped goes on where it was.
 */
import { floors } from "./floors.mjs";

export default {
  mutate: floors.flatMap((floor) => [`lib/src/${floor}/**/*.ts`, `!lib/src/${floor}/index.ts`]),
  plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
  // What the tests of these floors never read; copying it would take longer than many a test.
  ignorePatterns: [
    ".cache",
    ".venv",
    "figures/dist",
    "figures/src",
    "bench",
    "coverage",
    "docs",
    "exercises",
    "kernel",
    "lib/dist",
    "notebooks",
    "reports",
    "site",
    "solutions",
  ],
  // Sentences of errors are compared in test/lib/bad-input, but not every word of every one.
  mutator: { excludedMutations: ["StringLiteral"] },
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  tempDirName: ".cache/stryker",
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { reportTests: false, reportMutants: true, allowColor: false },
  htmlReporter: { fileName: "reports/mutation/index.html" },
  jsonReporter: { fileName: "reports/mutation/report.json" },
  concurrency: 1,
  timeoutMS: 10_000,
  thresholds: { high: 90, low: 80, break: null },
};
