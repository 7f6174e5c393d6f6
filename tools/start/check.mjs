// @ts-check
/** `npm run check`: builds what the checks need, when it is not there or no longer up to date, and begins. */
import "./node-version.cjs";
import { join } from "node:path";
import { build, isBuilt } from "../build/build.mjs";
import { Problem } from "./progress.mjs";
import { ROOT } from "./setup.mjs";

try {
  if (!isBuilt(ROOT)) {
    if (process.stderr.isTTY) process.stderr.write("Building the library first …\n");
    await build(ROOT, join(ROOT, ".cache", "build.log"));
  }
  const { main } = await import("../../grader/dist/cli/main.js");
  process.exitCode = await main(["check", ...process.argv.slice(2)]);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}\n\n${error.details}`);
  process.exitCode = 1;
}
