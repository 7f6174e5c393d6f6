// @ts-check
/**
 * For checks that take long: has this one passed before, here, with everything it reads exactly as it is now?
 *
 *   const last = unchangedSince("check 07-flash-attention", ["notebooks/07-flash-attention.ipynb", ...COURSE]);
 *   if (last.unchanged) …          // say so, and count it as unchanged, never as passed
 *   else if (await check()) last.remember();
 *
 * Passes are kept in .cache/passed, which may be removed at any time. `npm test -- --fresh` and CI never skip.
 */
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, Stamp } from "./stamp.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What runs under every check: the npm and Python packages, and this code. */
const ALWAYS = [
  "package-lock.json",
  join("tools", "start", "requirements.txt"),
  join(".venv", "made-from"),
  ...["unchanged.mjs", "stamp.mjs"].map((name) => join("tools", "start", name)),
];

/** What a notebook's cells run on: the library and the figures with what is built from them, the data, the kernel. */
export const COURSE = [
  ...["lib", "figures", "grader"].flatMap((folder) =>
    ["src", "dist", "package.json"].map((name) => `${folder}/${name}`),
  ),
  ...["assets/data", "kernel", "package.json", "tsconfig.base.json"],
];

/** The variable with which `npm test -- --fresh` tells its stages. */
export const FRESH = "LONG_ATTENTION_FRESH";

/** The variable with which `npm test -- --whole` tells its stages; read by test/share.ts. */
export const WHOLE = "LONG_ATTENTION_WHOLE";

/** The variable that names the file in which a stage of `npm test` may count its parts; see `count`. */
export const COUNTS = "LONG_ATTENTION_COUNTS";

/**
 * Tell `npm test`, if it is listening, what a stage consists of; otherwise the stage counts as one test.
 * @param {{ passed: number, failed: number, unchanged: number }} counts
 */
export function count(counts) {
  const file = process.env[COUNTS];
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** @param {NodeJS.ProcessEnv} env */
const skipsNothing = (env) =>
  [env.CI, env[FRESH]].some((value) => value && value !== "false" && value !== "0");

/**
 * Compare what a check is about to read with its last pass.
 * @param {string} name of the check; each name has one last pass
 * @param {readonly string[]} files files and folders that decide how it ends, from the root of the course
 * @param {{ root?: string, env?: NodeJS.ProcessEnv }} [where]
 * @returns {{ unchanged: boolean, remember: () => void }} `remember` is called when the check has passed; until then
 *   a check that runs has no last pass, so one that fails or is stopped runs again
 */
export function unchangedSince(name, files, { root = ROOT, env = process.env } = {}) {
  const file = join(root, ".cache", "passed", name.replace(/[^\w.-]+/g, "-").slice(-150));
  const last = new Stamp(file, stateOf(name, files, root));
  const unchanged = !skipsNothing(env) && last.holds;
  if (!unchanged) last.remove();
  return {
    unchanged,
    remember() {
      if (stateOf(name, files, root) === last.fingerprint) last.set(); // else somebody edited while it ran
    },
  };
}

/** @param {string} name @param {readonly string[]} files @param {string} root */
function stateOf(name, files, root) {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const machine = [hostname(), process.platform, process.arch, process.versions, locale, timeZone];
  const besides = JSON.stringify([name, root, machine, process.env.NODE_OPTIONS]);
  return fingerprint(root, [...ALWAYS, ...files], besides);
}
