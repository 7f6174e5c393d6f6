// @ts-check
/** One command of a stage of `npm test`, before everybody's eyes and within a limit. */
import { killNow, launch } from "./process.mjs";
import { ROOT } from "./setup.mjs";

const LIMIT_MS = 20 * 60_000;

/**
 * Run Node on a command, its words going straight to the console.
 * @param {string[]} command @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number | string>} its exit code, or why there is none
 */
export function runNode(command, env = process.env) {
  return new Promise((resolve) => {
    /** @type {import("node:child_process").StdioOptions} */
    const stdio = ["ignore", "inherit", "inherit"];
    const child = launch(process.execPath, command, { cwd: ROOT, env, stdio });
    const limit = setTimeout(() => {
      killNow([child]);
      resolve(`stopped after ${LIMIT_MS / 60_000} minutes`);
    }, LIMIT_MS);
    child.once("exit", (code, signal) => {
      clearTimeout(limit);
      resolve(code ?? `ended by ${signal}`);
    });
  });
}
