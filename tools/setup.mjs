// @ts-check
/** What `npm start` and `npm test` both need: the npm packages, JupyterLab in .venv, the library and figures built. */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, isBuilt } from "./build.mjs";
import { installPackages, packagesAreInstalled } from "./npm.mjs";
import { findPython, makeVenv, venvIsReady } from "./venv.mjs";

/** @typedef {ReturnType<typeof import("./progress.mjs").progress>} Step */

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** How many steps setUp() takes. */
export const SETUP_STEPS = 3;

/**
 * Bring everything up to date; what is up to date already is skipped in a moment.
 * @param {Step} step
 */
export async function setUp(step) {
  const log = join(ROOT, ".cache", "setup.log");
  mkdirSync(dirname(log), { recursive: true });
  rmSync(log, { force: true });
  // A missing Python is said at once, not after the minute that npm takes.
  const python = venvIsReady(ROOT) ? undefined : findPython();

  await step("npm packages", async (doing) => {
    if (packagesAreInstalled(ROOT)) return "already installed";
    doing("installing, about half a minute");
    await installPackages(ROOT, log);
    return "installed";
  });
  await step("JupyterLab", async (doing) => {
    if (!python) return "already installed";
    doing(`installing into .venv with Python ${python.version}, about a minute`);
    await makeVenv(ROOT, python, log);
    return "installed";
  });
  await step("Library and figures", async (doing) => {
    if (isBuilt(ROOT)) return "already built";
    doing("building");
    await build(ROOT, log);
    return "built";
  });
}
