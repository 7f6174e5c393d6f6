// @ts-check
/** The stage of `npm test` that counts its own tests: vitest, without the browser's where there is no browser. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./chromium.mjs";
import { runNode } from "./run-node.mjs";
import { ROOT } from "./setup.mjs";

/** @typedef {import("./outcome.mjs").Outcome} Outcome */

const CACHE = join(ROOT, ".cache");
const VITEST = join("node_modules", "vitest", "vitest.mjs");
const BROWSER_TESTS = "test/browser";

/** @param {string[]} filters @returns {Promise<Outcome>} */
export async function runVitest(filters) {
  const report = join(CACHE, "vitest.json");
  rmSync(report, { force: true });
  const withoutBrowser = findChromium() === undefined;
  const code = await runNode([
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
  const list = join(CACHE, "browser-tests.json");
  rmSync(list, { force: true });
  await runNode([VITEST, "list", BROWSER_TESTS, `--json=${list}`]);
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")).length : 1;
}
