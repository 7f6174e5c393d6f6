// @ts-check
/** `npm run dev`: whenever sources change, builds them and runs the tests that they reach, until Ctrl-C. */
import { watch } from "node:fs";
import { join } from "node:path";
import { commandLine } from "../start/command-line.mjs";
import { killNow, launch, STOP_SIGNALS, stopAll } from "../start/process.mjs";
import { elapsed, Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { build, isBuilt } from "./build.mjs";

const { positionals } = commandLine({
  name: "npm run dev",
  usage: `npm run dev                  on every change: build, and run the tests of what changed
npm run dev -- test/lib/kv   of these tests only`,
  words: true,
});
const [tests = "test"] = positionals;

const VITEST = join("node_modules", "vitest", "vitest.mjs");
const FOLDERS = ["lib", "grader", "figures", "kernel", "solutions", "tools", "test"];
const SOURCE = /\.(ts|tsx|mts|mjs|cjs)$/;
/** An editor writes a file in several steps, and "save all" several files. */
const PAUSE_MS = 200;

/** What changed since the tests last ran to their end. @type {Set<string>} */
const changed = new Set();
/** @type {NodeJS.Timeout | undefined} */
let pause;
/** @type {import("node:child_process").ChildProcess | undefined} */
let testing;
let building = false;

async function buildAndTest() {
  if (building) return void (pause = setTimeout(buildAndTest, PAUSE_MS));
  building = true;
  if (testing) killNow([testing]); // what it would say is about yesterday's file
  const start = performance.now();
  try {
    if (!isBuilt(ROOT)) {
      await build(ROOT, join(ROOT, ".cache", "build.log"));
      console.log(`built (${elapsed(start)})`);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.log(`${error.message}\n\n${error.details}`); // the tests read sources, and may have more to say
  } finally {
    building = false;
  }
  const files = [...changed];
  console.log(`the tests of ${files.join(", ")}`);
  const command = [VITEST, "related", ...files, "--run", "--passWithNoTests", "--dir", tests];
  const run = launch(process.execPath, command, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  testing = run;
  run.once("exit", (code) => {
    if (testing !== run) return;
    testing = undefined;
    if (code === 0) for (const file of files) changed.delete(file); // what failed is run again with the next change
    console.log("\nwaiting for changes; Ctrl-C ends");
  });
}

for (const folder of FOLDERS) {
  watch(join(ROOT, folder), { recursive: true }, (_, name) => {
    if (!name || !SOURCE.test(name) || /(^|[\\/])(dist|node_modules)[\\/]/.test(name)) return;
    changed.add(join(folder, name));
    clearTimeout(pause);
    pause = setTimeout(buildAndTest, PAUSE_MS);
  });
}
for (const signal of STOP_SIGNALS) {
  process.once(signal, async () => {
    await stopAll(1000);
    process.exit(130);
  });
}
console.log("waiting for changes; Ctrl-C ends");
