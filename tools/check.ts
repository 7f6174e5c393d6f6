/** `npm run check`: reads the command line, builds what the checks need, when it is not there or no longer up to date, and begins. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { CommanderError } from "commander";
import { commandLine } from "../grader/src/cli/command-line.ts";
import { build, isBuilt } from "./build/build.mjs";
import { Problem } from "./start/progress.mjs";
import { ROOT } from "./start/setup.mjs";
import { workFolder } from "./start/work.mjs";

/** What a learner edits lies in work/, once npm start has been there. */
const copies = relative(ROOT, join(workFolder(ROOT), "exercises"));
const own = existsSync(join(ROOT, copies)) && !process.argv.some((word) => word.startsWith("--folder"));
const args = ["check", ...process.argv.slice(2), ...(own ? ["--folder", copies] : [])];

/** The built grader, which reads the same words again: it runs what it compiles in workers of its own. */
async function check(): Promise<void> {
  if (!isBuilt(ROOT)) {
    if (process.stderr.isTTY) process.stderr.write("Building the library first …\n");
    await build(ROOT, join(ROOT, ".cache", "build.log"));
  }
  const { main } = await import("../grader/dist/cli/main.js");
  process.exitCode = await main(args);
}

try {
  await commandLine({
    check,
    grade: check,
    collect: check,
    gradebook: check,
    merge: check,
    regrade: check,
    autograde: check,
    doctor: check,
  }).parseAsync(args, { from: "user" });
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof Problem) {
    console.error(`${error.message}\n\n${error.details}`);
    process.exitCode = 1;
  } else throw error;
}
