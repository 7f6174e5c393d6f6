// @ts-check
/** The npm packages: are they what package-lock.json asks for, and if not, install them. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { lastLines, run } from "./process.mjs";
import { Problem } from "./progress.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} Entry */

const OFFLINE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EHOSTUNREACH|ENETUNREACH/;
const LOCKED = /code (EBUSY|EPERM|EACCES|ENOTEMPTY)/;

// Take what npm's cache has, and without a network give up after seconds: npm's own patience is minutes.
const CI_FLAGS =
  "--no-audit --no-fund --prefer-offline --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=4000".split(
    " ",
  );

/**
 * Does node_modules hold what package-lock.json asks for, for this platform? npm writes node_modules/.package-lock.json
 * as the last act of an installation, so an interrupted one is seen here, and a finished `npm install` is too.
 * @param {string} root
 */
export function packagesAreInstalled(root) {
  const installedLock = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const wanted = entries(join(root, "package-lock.json"));
  const installed = entries(installedLock);
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === "") continue; // the course itself
    const found = installed[path];
    if (!found && !entry.optional) return false;
    if (found && (found.version !== entry.version || found.integrity !== entry.integrity)) return false;
    if (found && !(fits(found.os, process.platform) && fits(found.cpu, process.arch))) return false;
  }
  return true;
}

/** @param {string} lockFile @returns {Record<string, Entry>} */
function entries(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages ?? {};
}

/** @param {string[] | undefined} list such as ["linux"] or ["!win32"] @param {string} value */
function fits(list, value) {
  if (!list) return true;
  return list.includes(value) || (list.some((item) => item.startsWith("!")) && !list.includes(`!${value}`));
}

/**
 * Where npm's own program is, to be run with this very Node: so no shell is needed, not even on Windows.
 * @param {NodeJS.ProcessEnv} env
 */
export function findNpm(env = process.env) {
  const isNpm = (/** @type {string} */ path) => basename(path) === "npm-cli.js" && existsSync(path);
  if (env.npm_execpath && isNpm(env.npm_execpath)) return env.npm_execpath;
  const folders = [dirname(process.execPath), ...(env.PATH ?? env.Path ?? "").split(delimiter)];
  for (const folder of folders) {
    const beside = join(folder, "node_modules", "npm", "bin", "npm-cli.js"); // Windows
    if (isNpm(beside)) return beside;
    const link = join(folder, "npm"); // elsewhere a link to npm-cli.js
    if (existsSync(link) && isNpm(realpathSync(link))) return realpathSync(link);
  }
  throw new Problem(
    "npm was not found beside Node: install Node with npm, open a new terminal and try again.",
  );
}

/** @param {string} root @param {string} log */
export async function installPackages(root, log) {
  const { code, output } = await run(process.execPath, [findNpm(), "ci", ...CI_FLAGS], { cwd: root, log });
  if (code === 0) return;
  if (OFFLINE.test(output)) {
    throw new Problem(
      "npm could not reach its registry: check the network connection (and npm's proxy settings, if you need a proxy), then try again.",
    );
  }
  if (LOCKED.test(output)) {
    throw new Problem(
      "npm could not replace files in node_modules: close the programs that use them (JupyterLab, an editor), check that you may write in this folder, then try again.",
      lastLines(output),
    );
  }
  throw new Problem(
    `npm could not install the packages: read its last lines below (all of them are in ${log}), mend the cause, then try again.`,
    lastLines(output),
  );
}
