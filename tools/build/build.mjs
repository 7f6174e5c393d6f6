// @ts-check
/** `npm run build`: TypeScript to dist for the library, the grader and the figures, then the bundles of plots, figures and sandbox. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "../start/command-line.mjs";
import { lastLines, run } from "../start/process.mjs";
import { Problem } from "../start/progress.mjs";
import { fingerprint, Stamp } from "../start/stamp.mjs";

// node_modules/.bin/tsc is tslab's own, older compiler; this path is ours.
const TSC = join("node_modules", "typescript", "bin", "tsc");
const TSX = join("node_modules", "tsx", "dist", "cli.mjs");
export const PACKAGES = ["lib", "grader", "figures"];
const BUNDLERS = ["plots.ts", "figures.ts", "grader.ts"].map((name) => join("tools", "build", name));
const SOURCES = [
  "package-lock.json",
  "tsconfig.base.json",
  "exercises",
  ...BUNDLERS,
  ...PACKAGES.flatMap((folder) => ["package.json", "tsconfig.json", "src"].map((name) => join(folder, name))),
];

/** @param {string} root */
const stampOf = (root) => new Stamp(join(root, ".cache", "built-from"), fingerprint(root, SOURCES));

/**
 * Is what was last built made from the sources as they are now?
 * @param {string} root
 */
export const isBuilt = (root) =>
  stampOf(root).holds && PACKAGES.every((folder) => existsSync(join(root, folder, "dist", ".tsbuildinfo")));

/** @param {string} root @param {string} log */
export async function build(root, log) {
  const stamp = stampOf(root);
  stamp.remove();
  for (const command of [[TSC, "-b", ...PACKAGES], ...BUNDLERS.map((bundler) => [TSX, bundler])]) {
    const { code, output } = await run(process.execPath, command, { cwd: root, log });
    if (code !== 0) {
      throw new Problem(
        `The library and figures could not be built (${command.join(" ")}): mend what the lines below name, then try again.`,
        lastLines(output, 40),
      );
    }
  }
  stamp.set();
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  commandLine({
    name: "npm run build",
    usage:
      "npm run build   TypeScript to dist for the library, the grader and the figures, then their bundles",
  });
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
  try {
    await build(root, join(root, ".cache", "build.log"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n\n${error.details}`);
    process.exitCode = 1;
  }
}
