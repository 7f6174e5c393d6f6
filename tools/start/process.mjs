// @ts-check
/** Child processes, each in a group of its own, so that one signal ends it together with everything it started. */
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** @typedef {import("node:child_process").ChildProcess} ChildProcess */

const windows = process.platform === "win32";
/** @type {Map<ChildProcess, Promise<void>>} each living child and the promise of its end */
const living = new Map();

/** Signals that mean "stop": Ctrl-C, a polite kill, and the terminal's window being closed. */
export const STOP_SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Start a program that stopAll() can end.
 * @param {string} command @param {string[]} args @param {import("node:child_process").SpawnOptions} options
 */
export function launch(command, args, options = {}) {
  const child = spawn(command, args, { windowsHide: true, detached: !windows, ...options });
  const end = new Promise((/** @type {(value: void) => void} */ resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  living.set(
    child,
    end.then(() => void living.delete(child)),
  );
  return child;
}

/**
 * Run a program to its end, quietly: what it says goes to a log file, and its last lines come back.
 * A program that cannot be started counts as failed (code -1).
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, log: string }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { cwd, env = process.env, log }) {
  mkdirSync(dirname(log), { recursive: true });
  appendFileSync(log, `\n> ${command} ${args.join(" ")}\n`);
  return new Promise((resolve) => {
    let output = "";
    const hear = (/** @type {string | Buffer} */ text) => {
      appendFileSync(log, text);
      output = (output + text).slice(-100_000);
    };
    const child = launch(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", (error) => resolve({ code: -1, output: `${output}${error.message}` }));
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** @param {string} text @param {number} count @returns {string} its last lines that say something */
export function lastLines(text, count = 12) {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .slice(-count)
    .join("\n");
}

/**
 * End every child and all that they started: first politely, then, after `grace` milliseconds, by force.
 * On Windows the console has already told them (Ctrl-C reaches everyone there), so only force is left to do.
 */
export async function stopAll(grace = 10_000) {
  const children = [...living.keys()];
  if (!windows) for (const child of children) signalGroup(child, "SIGTERM");
  await Promise.race([Promise.all(living.values()), sleep(grace, undefined, { ref: false })]);
  killNow(children);
}

/** End children by force, with whatever is left of their groups. */
export function killNow(children = [...living.keys()]) {
  for (const child of children) {
    if (!windows) signalGroup(child, "SIGKILL");
    else if (child.exitCode === null) spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
  }
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return; // never started
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group is gone. EPERM: macOS says so of a group whose last member is just ending.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}
