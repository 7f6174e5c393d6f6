/** For tests that take long and read few files: skip what has passed with everything as it is now. */
import { relative } from "node:path";
import type { TestContext } from "vitest";
import { ROOT } from "../tools/start/setup.mjs";
import { unchangedSince } from "../tools/start/unchanged.mjs";

declare module "vitest" {
  interface TaskMeta {
    /** Skipped, and counted by `npm test` as unchanged. */
    unchanged?: true;
  }
}

/**
 * First line of a test. Ends it there when it has passed before and `files` are as they were then; otherwise the test
 * runs, and is remembered if it passes. The test's own file is always among the files.
 * @param files files and folders that decide how it ends, from the root of the course
 */
export function skipIfUnchanged({ task, skip, onTestFinished }: TestContext, files: readonly string[]): void {
  const own = relative(ROOT, task.file.filepath);
  const last = unchangedSince(`${own}: ${task.fullTestName}`, [own, "test/unchanged.ts", ...files]);
  if (last.unchanged) {
    task.meta.unchanged = true;
    skip("unchanged since its last pass");
  }
  onTestFinished(() => {
    if (task.result?.state === "pass") last.remember();
  });
}
