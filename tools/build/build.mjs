// @ts-check
/** `npm run build`: TypeScript to dist for the library, the grader and the figures, then the bundles of figures and sandbox. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { lastLines, run } from "../start/process.mjs";
import { Problem } from "../start/progress.mjs";

// node_modules/.bin/tsc is tslab's own, older compiler; this path is ours.
const TSC = join("node_modules", "typescript", "bin", "tsc");
const TSX = join("node_modules", "tsx", "dist", "cli.mjs");
const PACKAGES = ["lib", "grader", "figures"];
const BUNDLERS = [join("tools", "build", "figures.ts"), join("tools", "build", "grader.ts")];
const SOURCES = [
  "package-lock.json",
  "tsconfig.base.json",
  ...BUNDLERS,
  ...PACKAGES.flatMap((folder) => ["package.json", "tsconfig.json", "src"].map((name) => join(folder, name))),
];

/**
 * Is what was last built made from the sources as they are now?
 * @param {string} root
 */
export function isBuilt(root) {
  const stamp = stampFile(root);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint(root)) return false;
  return packagesWithSources(root).every((folder) => existsSync(join(root, folder, "dist", ".tsbuildinfo")));
}

/** @param {string} root @param {string} log */
export async function build(root, log) {
  const before = fingerprint(root);
  rmSync(stampFile(root), { force: true });
  const commands = [[TSC, "-b", ...packagesWithSources(root)]];
  for (const bundler of BUNDLERS) if (existsSync(join(root, bundler))) commands.push([TSX, bundler]);
  for (const command of commands) {
    const { code, output } = await run(process.execPath, command, { cwd: root, log });
    if (code !== 0) {
      throw new Problem(
        `The library and figures could not be built (${command.join(" ")}): mend what the lines below name, then try again.`,
        lastLines(output, 40),
      );
    }
  }
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), before);
}

/** @param {string} root */
const stampFile = (root) => join(root, ".cache", "built-from");

/** @param {string} root */
const packagesWithSources = (root) => PACKAGES.filter((folder) => existsSync(join(root, folder, "src")));

/** @param {string} root @returns {string} a hash of every source's path and text */
function fingerprint(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of filesIn(join(root, source)))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** @param {string} path @returns {string[]} the file itself, or all files under the folder, in a fixed order */
function filesIn(path) {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) return [];
  if (!kind.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
  try {
    await build(root, join(root, ".cache", "build.log"));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${error.message}\n\n${error.details}`);
    process.exitCode = 1;
  }
}
