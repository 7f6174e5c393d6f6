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
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** What runs under every check: the npm and Python packages, and this file. */
const ALWAYS = [
  "package-lock.json",
  join("tools", "start", "requirements.txt"),
  join(".venv", "made-from"),
  "tools/start/unchanged.mjs",
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
  const before = stateOf(name, files, root);
  const stamp = join(root, ".cache", "passed", name.replace(/[^\w.-]+/g, "-").slice(-150));
  const unchanged = !skipsNothing(env) && read(stamp) === before;
  if (!unchanged) rmSync(stamp, { force: true });
  return {
    unchanged,
    remember() {
      if (stateOf(name, files, root) !== before) return; // somebody edited while it ran: what passed is unknown
      mkdirSync(dirname(stamp), { recursive: true });
      writeFileSync(stamp, before);
    },
  };
}

/** @param {string} name @param {readonly string[]} files @param {string} root */
function stateOf(name, files, root) {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const machine = [hostname(), process.platform, process.arch, process.versions, locale, timeZone];
  const hash = createHash("sha256").update(JSON.stringify([name, root, machine, process.env.NODE_OPTIONS]));
  for (const path of [...ALWAYS, ...files]) {
    const found = filesIn(resolve(root, path));
    hash.update(`\0${path}: ${found.length} files`); // a file that is missing counts, too
    for (const file of found) {
      const text = readFileSync(file);
      hash.update(`\0${relative(root, file).split(sep).join("/")} ${text.length}\0`).update(text);
    }
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} the file itself, or all files under the folder, in a fixed order */
function filesIn(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return [];
  if (!kind.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "node_modules" && !name.endsWith(".tsbuildinfo"))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** @param {string} file */
function read(file) {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, "utf8") : undefined;
}
