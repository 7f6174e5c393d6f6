// @ts-check
/** `npm run dev`: whenever sources change, builds what changed and runs the tests that it reaches, until Ctrl-C. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { commandLine } from "../start/command-line.mjs";
import { STOP_SIGNALS, stopAll } from "../start/process.mjs";
import { elapsed, Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { build, isBuilt, PACKAGES } from "./build.mjs";

const { positionals } = commandLine({
  name: "npm run dev",
  usage: `npm run dev                  whenever you save: build, and run the tests that reach what changed since the last commit
npm run dev -- test/lib/kv   these tests instead: now, and whenever something that they reach is saved`,
  words: true,
});

/** An editor writes a file in several steps, and "save all" several files. */
const PAUSE_MS = 300;
/** @type {NodeJS.Timeout | undefined} */
let pause;
let building = false;
let ending = false;

async function buildIfChanged() {
  if (ending) return;
  if (building) return buildSoon();
  building = true;
  try {
    const start = performance.now();
    if (isBuilt(ROOT)) return;
    await build(ROOT, join(ROOT, ".cache", "build.log"));
    console.log(`built (${elapsed(start)})`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!ending) console.log(`${error.message}\n\n${error.details}`); // the next save builds again
  } finally {
    building = false;
  }
}

function buildSoon() {
  clearTimeout(pause);
  pause = setTimeout(buildIfChanged, PAUSE_MS);
}

for (const folder of PACKAGES) watch(join(ROOT, folder, "src"), { recursive: true }, buildSoon);
buildSoon();

// In this terminal and its group, so that vitest hears the keys it offers, and everybody hears Ctrl-C.
const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const which = positionals.length > 0 ? positionals : ["--changed"];
const testing = spawn(process.execPath, [vitest, "watch", "--clearScreen=false", ...which], {
  cwd: ROOT,
  stdio: "inherit",
});
testing.once("exit", async (code) => {
  ending = true;
  await stopAll(1000);
  process.exit(code ?? 130);
});
for (const signal of STOP_SIGNALS) process.on(signal, () => testing.kill(signal));
