// @ts-check
/** What `npm start` and `npm test` share: the npm packages, JupyterLab in .venv, the built library and figures. */
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, isBuilt } from "../build/build.mjs";
import { installPackages, packagesAreInstalled } from "./npm.mjs";
import { findPython, makeVenv, venvIsReady } from "./venv.mjs";

/** @typedef {ReturnType<typeof import("./progress.mjs").progress>} Step */

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const LOG = join(ROOT, ".cache", "setup.log");

/**
 * Install what is missing, one step for each; what is up to date is skipped in a moment.
 * @param {Step} step
 * @param {{ jupyterLab: boolean }} what whether JupyterLab and its Python are needed, besides the npm packages
 */
export async function install(step, { jupyterLab }) {
  mkdirSync(dirname(LOG), { recursive: true });
  rmSync(LOG, { force: true });
  // A missing Python is said at once, not after the minute that npm takes.
  const python = !jupyterLab || venvIsReady(ROOT) ? undefined : findPython();

  await step("npm packages", async (doing) => {
    if (packagesAreInstalled(ROOT)) return "already installed";
    doing("installing, about half a minute");
    await installPackages(ROOT, LOG);
    return "installed";
  });
  if (!jupyterLab) return;
  await step("JupyterLab", async (doing) => {
    if (!python) return "already installed";
    doing(`installing into .venv with Python ${python.version}, about a minute`);
    await makeVenv(ROOT, python, LOG);
    return "installed";
  });
}

/**
 * Build the library and figures, in one step, unless they are built from just these sources.
 * @param {Step} step
 */
export function buildIfChanged(step) {
  return step("Library and figures", async (doing) => {
    if (isBuilt(ROOT)) return "already built";
    doing("building");
    await build(ROOT, LOG);
    return "built";
  });
}
