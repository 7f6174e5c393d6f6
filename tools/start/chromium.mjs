// @ts-check
/** A Chromium for the browser tests: found where systems keep it. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The path of a Chromium, or undefined. The variable CHROMIUM names one that stands elsewhere.
 * @param {NodeJS.ProcessEnv} env
 */
export function findChromium(env = process.env) {
  const candidates = [env.CHROMIUM ?? "", ...NAMES.flatMap((name) => onPath(name, env)), ...ELSEWHERE];
  return candidates.find((path) => path && existsSync(path));
}

/** @param {string} name @param {NodeJS.ProcessEnv} env */
function onPath(name, env) {
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name));
}
