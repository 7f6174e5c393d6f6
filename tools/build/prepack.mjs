// @ts-check
/** `npm pack` and `npm publish` of a package: builds what it ships, where that is not there or no longer up to date. */
import { join } from "node:path";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { build, isBuilt } from "./build.mjs";

try {
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}\n\n${error.details}`);
  process.exitCode = 1;
}
