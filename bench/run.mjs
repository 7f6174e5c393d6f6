// @ts-check
/** `npm run bench`: installs the peers when they are missing, builds the library, and measures with what this Node needs. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "../tools/start/command-line.mjs";

const { values } = commandLine({
  name: "npm run bench",
  usage: `npm run bench             measure fast attention and other libraries, which it installs in bench/; writes bench/report.md
npm run bench -- --gate   end with 1 when a figure is below its gate`,
  options: { gate: { type: "boolean" } },
});

const BENCH = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(BENCH, "..");

/** @param {string} command @param {string[]} args @param {string} cwd */
function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: "inherit", shell: command === "npm" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(BENCH, "node_modules"))) run("npm", ["ci", "--no-workspaces"], BENCH);
run(process.execPath, [join("tools", "build", "build.mjs")], ROOT);
// Node 20 has relaxed SIMD behind a flag, later ones without.
const flags = process.versions.node.startsWith("20.") ? ["--experimental-wasm-relaxed-simd"] : [];
const main = join(BENCH, "src", "main.ts");
run(process.execPath, [...flags, "--import", "tsx", main, ...(values.gate ? ["--gate"] : [])], ROOT);
