// @ts-check
/** `npm run check`: builds what the checks need, when it is not there or no longer up to date, and begins. */
import "../node-version.cjs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";
import { build, isBuilt } from "../build.mjs";
import { Problem } from "../progress.mjs";

const root = resolve(fileURLToPath(new URL("../../", import.meta.url)));

try {
  if (!isBuilt(root)) {
    if (process.stderr.isTTY) process.stderr.write("Building the library first …\n");
    await build(root, join(root, ".cache", "build.log"));
  }
  register();
  await import("./cli.ts");
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}\n\n${error.details}`);
  process.exitCode = 1;
}
