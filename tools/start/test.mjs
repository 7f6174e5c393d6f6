// @ts-check
/**
 * `npm test`: the set-up of `npm start`, then each stage below, whatever became of the others. The last line counts
 * vitest's tests plus one for every other stage, or the parts that a stage counts itself.
 *   npm test -- --only lint,vitest          these stages only
 *   npm test -- --only vitest test/tensor   what follows goes to vitest
 *   npm test -- --fresh                     also what has not changed since its last pass, see unchanged.mjs
 */
import "./node-version.cjs";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./chromium.mjs";
import { installPackage } from "./debian.mjs";
import { findNpm } from "./npm.mjs";
import { killNow, launch, STOP_SIGNALS, stopAll } from "./process.mjs";
import { elapsed, Problem, progress } from "./progress.mjs";
import { install, ROOT } from "./setup.mjs";
import { COUNTS, FRESH } from "./unchanged.mjs";

/**
 * What a stage came to; `unchanged` is what did not run because it has passed with everything as it is now;
 * `why` says in a few words why something failed or was skipped.
 * @typedef {{ passed: number, failed: number, skipped: number, unchanged?: number, why?: string }} Outcome
 * @typedef {{ name: string, command?: () => string[], run?: (filters: string[]) => Promise<Outcome>, lacks?: () => string }} Stage
 */

/** Where the grader looks for it: a place that only root can write. */
const BWRAP = "/usr/bin/bwrap";
const STAGE_LIMIT_MS = 20 * 60_000;
const CACHE = join(ROOT, ".cache");
const TSC = join("node_modules", "typescript", "bin", "tsc"); // node_modules/.bin/tsc is tslab's older one
const TSX = join("node_modules", "tsx", "dist", "cli.mjs");
const BIOME = join("node_modules", "@biomejs", "biome", "bin", "biome");
const CSPELL = join("node_modules", "cspell", "bin.mjs");
const VITEST = join("node_modules", "vitest", "vitest.mjs");
const NOTEBOOKS = join("tools", "press", "notebook", "cli.ts");
const BROWSER_TESTS = "test/browser";

/** In this order. A `command` runs with Node; `lacks` says what is not there that the stage needs. @type {Stage[]} */
const STAGES = [
  { name: "build", command: () => [join("tools", "build", "build.mjs")] },
  { name: "typecheck", command: () => [TSC, "-b"] },
  { name: "cells", command: () => [TSX, NOTEBOOKS, "typecheck"], lacks: () => missingFile(NOTEBOOKS) },
  { name: "lint", command: () => [BIOME, "check", "--max-diagnostics=100"] },
  { name: "spelling", command: () => [CSPELL, "--no-progress"] },
  { name: "vitest", run: runVitest },
  {
    name: "notebooks",
    command: () => [TSX, NOTEBOOKS, "check", "--skip-unchanged"],
    lacks: () => missingFile(NOTEBOOKS),
  },
  { name: "docs", command: () => [findNpm(), "run", "docs"], lacks: () => missingScript("docs") },
];

/** @param {string} file */
const missingFile = (file) => (existsSync(join(ROOT, file)) ? "" : `there is no ${file}`);

/** @param {string} name */
function missingScript(name) {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return name in scripts ? "" : `package.json has no script "${name}"`;
}

/** @param {string[]} args */
function chosenStages(args) {
  const at = args.indexOf("--only");
  if (at < 0) return { stages: STAGES, filters: args };
  const names = (args[at + 1] ?? "").split(",");
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) {
    throw new Problem(
      `--only ${unknown} is no stage: choose from ${STAGES.map(({ name }) => name).join(", ")}.`,
    );
  }
  return { stages: STAGES.filter(({ name }) => names.includes(name)), filters: args.toSpliced(at, 2) };
}

/**
 * Run Node on a command, its words going straight to the console.
 * @param {string[]} command @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number | string>} its exit code, or why there is none
 */
function node(command, env = process.env) {
  return new Promise((resolve) => {
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = ["ignore", "inherit", "inherit"];
    const child = launch(process.execPath, command, { cwd: ROOT, env, stdio });
    const limit = setTimeout(() => {
      killNow([child]);
      resolve(`stopped after ${STAGE_LIMIT_MS / 60_000} minutes`);
    }, STAGE_LIMIT_MS);
    child.once("exit", (code, signal) => {
      clearTimeout(limit);
      resolve(code ?? `ended by ${signal}`);
    });
  });
}

/** @param {Stage} stage @param {string[]} filters @returns {Promise<Outcome>} */
async function runStage({ command, run, lacks }, filters) {
  const why = lacks?.();
  if (why) return { passed: 0, failed: 0, skipped: 1, why };
  if (run) return run(filters);
  const file = join(CACHE, "counts.json");
  rmSync(file, { force: true });
  const code = await node(command?.() ?? [], { ...process.env, [COUNTS]: file });
  // A stage that counts its parts says so in a file; any other is one test.
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (code === 0) return { failed: 0, skipped: 0, ...(counts ?? { passed: 1 }) };
  return {
    ...{ passed: 0, skipped: 0, ...counts },
    failed: Math.max(1, counts?.failed ?? 0),
    why: typeof code === "string" ? code : `exit code ${code}`,
  };
}

/** @param {string[]} filters @returns {Promise<Outcome>} */
async function runVitest(filters) {
  const report = join(CACHE, "vitest.json");
  rmSync(report, { force: true });
  const withoutBrowser = findChromium() === undefined;
  const code = await node([
    ...[VITEST, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ...(withoutBrowser ? [`--exclude=${BROWSER_TESTS}/**`] : []),
    ...filters,
  ]);
  const outcome = countTests(report, code);
  if (!withoutBrowser) return outcome;
  const skipped = outcome.skipped + (await countBrowserTests());
  return {
    ...outcome,
    skipped,
    why: [outcome.why, "no Chromium or Chrome found"].filter(Boolean).join("; "),
  };
}

/**
 * Vitest's own report, in which a file that could not even be loaded, or an error outside any test, counts as a failure.
 * @param {string} report @param {number | string} code
 * @returns {Outcome}
 */
function countTests(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, why: `no report (${code})` };
  const result = JSON.parse(readFileSync(report, "utf8"));
  const unloaded = result.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const failed = result.numFailedTests + unloaded;
  const unchanged = result.testResults
    .flatMap((/** @type {{ assertionResults: object[] }} */ file) => file.assertionResults)
    .filter(
      (/** @type {{ status: string, meta?: { unchanged?: true } }} */ one) => one.meta?.unchanged,
    ).length;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests - unchanged,
    unchanged,
    ...(failed === 0 && code !== 0 && { why: `vitest ended with ${code}` }),
    ...(unloaded > 0 && { why: `${unloaded} file${unloaded > 1 ? "s" : ""} could not be loaded` }),
  };
}

/** How many tests a missing browser leaves out: vitest lists them without running any. */
async function countBrowserTests() {
  if (!existsSync(join(ROOT, BROWSER_TESTS))) return 0;
  const list = join(CACHE, "browser-tests.json");
  rmSync(list, { force: true });
  await node([VITEST, "list", BROWSER_TESTS, `--json=${list}`]);
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")).length : 1;
}

/** @param {{ name: string, outcome: Outcome, time: string }[]} rows */
function table(rows) {
  return rows.map(({ name, outcome, time }) => {
    const { passed, failed, skipped, unchanged = 0, why } = outcome;
    const state = failed > 0 ? "FAILED" : passed > 0 ? "passed" : unchanged > 0 ? "unchanged" : "skipped";
    const isOne = passed + failed + skipped + unchanged === 1;
    const notes = [...(isOne ? [] : [counted(outcome)]), why].filter(Boolean).join(", ");
    return `${name.padEnd(11)}${state.padEnd(9)}${time.padStart(12)}   ${notes}`.trimEnd();
  });
}

/** @param {Outcome} outcome @returns {string} such as "7 passed, 0 failed, 2 unchanged since their last pass" */
function counted({ passed, failed, skipped, unchanged = 0 }) {
  const rest = [
    skipped > 0 && `${skipped} skipped`,
    unchanged > 0 && `${unchanged} unchanged since ${unchanged > 1 ? "their" : "its"} last pass`,
  ];
  return [`${passed} passed`, `${failed} failed`, ...rest].filter(Boolean).join(", ");
}

/** @param {Outcome[]} outcomes @returns {string} the closing line */
function closingLine(outcomes) {
  const sum = (/** @type {"passed" | "failed" | "skipped" | "unchanged"} */ key) =>
    outcomes.reduce((total, one) => total + (one[key] ?? 0), 0);
  return counted({
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
    unchanged: sum("unchanged"),
  });
}

/** @param {string[]} args @returns {Promise<Outcome[]>} */
async function test(args) {
  const { stages, filters } = chosenStages(args);
  const rows = [];
  let start = performance.now();
  const step = progress(4);
  await install(step);
  await step("Browser", async (doing) => {
    if (findChromium()) return "found";
    doing("installing Chromium");
    await installPackage("chromium", ROOT, join(CACHE, "setup.log"));
    return findChromium()
      ? "installed"
      : "NOT FOUND: install Chromium or Chrome; the browser tests are skipped";
  });
  await step("Walls for the grader", async (doing) => {
    if (process.platform !== "linux") return "none on this system; the portable level is tested alone";
    if (existsSync(BWRAP)) return "found";
    doing("installing bubblewrap");
    await installPackage("bubblewrap", ROOT, join(CACHE, "setup.log"));
    return existsSync(BWRAP)
      ? "installed"
      : "NOT FOUND: install bubblewrap; the grader's other levels are not tested";
  });
  rows.push({ name: "setup", outcome: { passed: 1, failed: 0, skipped: 0 }, time: elapsed(start) });
  for (const stage of stages) {
    start = performance.now();
    console.log(`\n── ${stage.name} ${"─".repeat(60 - stage.name.length)}`);
    rows.push({ name: stage.name, outcome: await runStage(stage, filters), time: elapsed(start) });
  }
  console.log(`\n${table(rows).join("\n")}\n`);
  return rows.map(({ outcome }) => outcome);
}

for (const signal of STOP_SIGNALS) {
  process.once(signal, async () => {
    await stopAll(3000);
    process.exit(130);
  });
}

mkdirSync(CACHE, { recursive: true });
try {
  const args = process.argv.slice(2);
  if (args.includes("--fresh")) process.env[FRESH] = "1";
  const outcomes = await test(args.filter((arg) => arg !== "--fresh"));
  console.log(closingLine(outcomes));
  process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log(`\n${error.message}${error.details && `\n\n${error.details}`}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
}
