// @ts-check
/** What `npm test` needs beyond the npm packages, and installs only for stages and tests that use it. */
import { existsSync, readdirSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { findChromium } from "./chromium.mjs";
import { installPackage } from "./debian.mjs";
import { ROOT } from "./setup.mjs";

/** @typedef {"python" | "chromium" | "bubblewrap"} Need */

/** By the folder of a test; a test of ours holds it against what the tests import. @type {Record<string, Need[]>} */
export const NEEDS = {
  "test/browser": ["python", "chromium"],
  "test/grader": ["bubblewrap"],
  "test/grader/reports": ["chromium"],
  "test/kernel": ["python"],
  "test/notebooks": ["python"],
  "test/packages": ["chromium"],
  "test/start": ["python"],
  "test/web": ["chromium"],
};

/**
 * What vitest's tests need when it is called with these filters, each of them a part of a file's path.
 * @param {string[]} filters @param {string} [root] @returns {Set<Need>}
 */
export function needsOfTests(filters, root = ROOT) {
  const parts = filters.map((filter) => toPosix(relative(root, resolve(root, filter.replace(/:\d+$/, "")))));
  const isChosen = (/** @type {string} */ file) =>
    parts.length === 0 || parts.some((part) => file.includes(part));
  const folders = Object.keys(NEEDS).filter((folder) => filesIn(root, folder).some(isChosen));
  return new Set(folders.flatMap((folder) => NEEDS[folder] ?? []));
}

/** @param {string} root @param {string} folder @returns {string[]} such as "test/start/npm.test.ts" */
const filesIn = (root, folder) =>
  readdirSync(join(root, folder), { encoding: "utf8", recursive: true })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .map((file) => posix.join(folder, toPosix(file)));

/** @param {string} path */
const toPosix = (path) => path.split(sep).join("/");

/** Where the grader looks for it: a place that only root can write. */
const BWRAP = "/usr/bin/bwrap";
const LOG = join(ROOT, ".cache", "setup.log");

/**
 * Look for a Chromium, and install it where a package manager and the rights are there.
 * @param {ReturnType<typeof import("./progress.mjs").progress>} step
 */
export const lookForChromium = (step) =>
  step("Browser", async (doing) => {
    if (findChromium()) return "found";
    doing("installing Chromium");
    await installPackage("chromium", ROOT, LOG);
    return findChromium()
      ? "installed"
      : "NOT FOUND: install Chromium or Chrome; the browser tests are skipped";
  });

/**
 * Look for bubblewrap, the walls of the grader's sandbox, and install it likewise.
 * @param {ReturnType<typeof import("./progress.mjs").progress>} step
 */
export const lookForBubblewrap = (step) =>
  step("Walls for the grader", async (doing) => {
    if (process.platform !== "linux") return "none on this system; the portable level is tested alone";
    if (existsSync(BWRAP)) return "found";
    doing("installing bubblewrap");
    await installPackage("bubblewrap", ROOT, LOG);
    return existsSync(BWRAP)
      ? "installed"
      : "NOT FOUND: install bubblewrap; the grader's other levels are not tested";
  });
