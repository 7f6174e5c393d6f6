// @ts-check
/**
 * `npm run mutation`: one floor after the other, so that a run which is stopped loses at most the floor it
 * was in; the next run goes on from what reports/mutation/incremental.json knows.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "../../tools/start/command-line.mjs";
import { findNpm } from "../../tools/start/npm.mjs";
import { floors } from "./floors.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const stryker = join(here, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");

/** @param {string} cwd @param {string[]} command */
function node(cwd, ...command) {
  const { status } = spawnSync(process.execPath, command, { cwd, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const { positionals: chosen } = commandLine({
  name: "npm run mutation",
  usage: `npm run mutation             change one thing at a time in every floor with algorithms: does a test notice?
npm run mutation -- kv lsh   in these floors only, of ${floors.join(", ")}; a run goes on where the last one stopped`,
  words: true,
});
const unknown = chosen.find((floor) => !floors.includes(floor));
if (unknown !== undefined) {
  console.error(`npm run mutation: ${unknown} is no floor to mutate; choose from ${floors.join(", ")}.`);
  process.exit(2);
}

if (!existsSync(stryker)) node(here, findNpm(), "ci", "--ignore-scripts");
for (const floor of chosen.length > 0 ? chosen : floors)
  node(
    root,
    ...[stryker, "run", join("test", "mutation", "stryker.config.mjs")],
    ...["--mutate", `lib/src/${floor}/**/*.ts,!lib/src/${floor}/index.ts`],
  );
