// @ts-check
/** The stages of `npm test`, in their order. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { needsOfTests } from "./needs.mjs";
import { Problem } from "./progress.mjs";
import { runNode } from "./run-node.mjs";
import { ROOT } from "./setup.mjs";
import { COUNTS } from "./unchanged.mjs";
import { runVitest } from "./vitest.mjs";

/**
 * @typedef {import("./needs.mjs").Need} Need
 * @typedef {import("./outcome.mjs").Outcome} Outcome
 * @typedef {(filters: string[]) => Promise<Outcome>} Run
 * @typedef {{ name: string, command?: string[], run?: Run, needs?: (filters: string[]) => Iterable<Need> }} Stage
 */

const CACHE = join(ROOT, ".cache");
const TSC = join("node_modules", "typescript", "bin", "tsc"); // node_modules/.bin/tsc is tslab's older one
const TSX = join("node_modules", "tsx", "dist", "cli.mjs");
const BIOME = join("node_modules", "@biomejs", "biome", "bin", "biome");
const NOTEBOOKS = join("tools", "press", "notebook", "cli.ts");
const TOOL = join("tools", "build", "tool.mjs");

/** A `command` runs with Node; vitest alone takes filters. @type {Stage[]} */
const STAGES = [
  { name: "build", command: [join("tools", "build", "build.mjs")] },
  { name: "typecheck", command: [TSC, "-b"] },
  { name: "cells", command: [TSX, NOTEBOOKS, "typecheck"] },
  { name: "lint", command: [BIOME, "check", "--max-diagnostics=100"] },
  { name: "spelling", command: [TOOL, "spelling"] },
  { name: "vitest", run: runVitest, needs: needsOfTests },
  { name: "notebooks", command: [TSX, NOTEBOOKS, "check", "--skip-unchanged"], needs: () => ["python"] },
  { name: "docs", command: [TOOL, "docs"] },
];

/** Their names, for the usage. */
export const names = STAGES.map(({ name }) => name).join(", ");

/** @param {string | undefined} only such as "lint,vitest"; all without it */
export function chosenStages(only) {
  const chosen = only?.split(",") ?? STAGES.map(({ name }) => name);
  const unknown = chosen.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) throw new Problem(`--only ${unknown} is no stage: choose from ${names}.`);
  return STAGES.filter(({ name }) => chosen.includes(name));
}

/** @param {Stage} stage @param {string[]} filters @returns {Promise<Outcome>} */
export async function runStage({ command, run }, filters) {
  if (run) return run(filters);
  const file = join(CACHE, "counts.json");
  rmSync(file, { force: true });
  const code = await runNode(command ?? [], { ...process.env, [COUNTS]: file });
  // A stage that counts its parts says so in a file; any other is one test.
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  if (code === 0) return { failed: 0, skipped: 0, ...(counts ?? { passed: 1 }) };
  return {
    ...{ passed: 0, skipped: 0, ...counts },
    failed: Math.max(1, counts?.failed ?? 0),
    why: typeof code === "string" ? code : `exit code ${code}`,
  };
}
