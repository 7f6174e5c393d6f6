/**
 * The process that type-checks: a few crafted types can keep a checker busy for hours, so it can be ended. Nothing of a
 * submission runs in it. Arguments: the path of TypeScript, and the folder from which packages are found.
 */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type ts from "typescript";
import type { Source } from "../cells/program.js";
import { Checker } from "./checker.js";

const [, script, compiler, folder] = process.argv;
const checker = new Checker(createRequire(script!)(compiler!) as typeof ts, folder!);

process.on("message", ({ source, names }: { source: Source; names: readonly string[] }) => {
  process.send?.(checker.problems(source, names));
});
process.on("disconnect", () => process.exit(0));

// A check that keeps this thread busy hears nothing: when the grader is gone, another thread ends it.
const watch = `const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, "SIGKILL"); }, 1000);`;
new Worker(watch, { eval: true }).unref();
