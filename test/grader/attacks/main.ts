/**
 * `npm run attacks`: every attack at every level that works here, then the same attacks against a naive
 * grader, to show that they bite. Options: a level's name to fight at that level only.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { type LevelName, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { buildSandbox } from "../../../tools/build-grader.js";
import { type Fight, fight } from "./battle.js";
import { naiveLosses } from "./naive.js";

const chosen = process.argv.slice(2);
const names = levelNames.filter((name: LevelName) => chosen.length === 0 || chosen.includes(name));
const folder = mkdtempSync(join(tmpdir(), "long-attention-sandbox-"));
await buildSandbox(folder);
const bundle = loadBundle(folder);
let [succeeded, fought] = [0, 0];
let levels = 0;
for (const name of names) {
  const { level, why } = await tryLevel(name, bundle);
  console.log(`\n── ${name} ${"─".repeat(90 - name.length)}`);
  if (!level) {
    console.log(`not tested: ${why}`);
    continue;
  }
  levels++;
  for (const result of await fight(level)) {
    console.log(line(result));
    fought++;
    if (result.won !== undefined) succeeded++;
  }
  level.dispose();
}
const losses = await naiveLosses();
rmSync(folder, { recursive: true, force: true });
console.log(
  `\nA naive grader loses to ${losses.length} of these attacks: ${losses.map(({ name }) => name).join(", ")}.`,
);
console.log(`${levels} of ${names.length} levels tested.`);
console.log(`${succeeded} of ${fought} succeeded`);
process.exitCode = succeeded === 0 && levels > 0 ? 0 : 1;

function line({ family, name, tries, won, became, seconds }: Fight): string {
  const columns = [
    family.padEnd(11),
    JSON.stringify(name).slice(1, -1).padEnd(24),
    tries.padEnd(56).slice(0, 56),
    became.padEnd(13),
    `${seconds.toFixed(1)} s`.padStart(7),
  ];
  return `${won === undefined ? "blocked" : "WON    "} ${columns.join(" ")}${won === undefined ? "" : `  ${won}`}`;
}
