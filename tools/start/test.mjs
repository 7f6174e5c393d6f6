// @ts-check
/**
 * `npm test`: the set-up that the chosen stages need, then each of them, whatever became of the others. The last line
 * counts vitest's tests plus one for every other stage, or the parts that a stage counts itself.
 */
import "./node-version.cjs";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./command-line.mjs";
import { lookForBubblewrap, lookForChromium } from "./needs.mjs";
import { closingLine, table } from "./outcome.mjs";
import { STOP_SIGNALS, stopAll } from "./process.mjs";
import { elapsed, Problem, progress } from "./progress.mjs";
import { install, ROOT } from "./setup.mjs";
import { chosenStages, names, runStage } from "./stages.mjs";
import { FRESH, WHOLE } from "./unchanged.mjs";

const { values, positionals: filters } = commandLine({
  name: "npm test",
  usage: `npm test                                  every stage: ${names}
npm test -- --only lint,vitest            these stages only, and only what they need is installed
npm test -- --only vitest test/lib/kv     the test files whose path contains this
npm test -- --fresh                       also what has not changed since its last pass
npm test -- --whole                       all of the suites that other runs take a part of`,
  options: { only: { type: "string" }, fresh: { type: "boolean" }, whole: { type: "boolean" } },
  words: true,
});

async function test() {
  const stages = chosenStages(values.only);
  const needs = new Set(stages.flatMap((stage) => [...(stage.needs?.(filters) ?? [])]));
  const rows = [];
  let start = performance.now();
  const step = progress(1 + needs.size);
  await install(step, { jupyterLab: needs.has("python") });
  if (needs.has("chromium")) await lookForChromium(step);
  if (needs.has("bubblewrap")) await lookForBubblewrap(step);
  rows.push({ name: "setup", outcome: { passed: 1, failed: 0, skipped: 0 }, time: elapsed(start) });
  for (const stage of stages) {
    start = performance.now();
    console.log(`\n── ${stage.name} ${"─".repeat(60 - stage.name.length)}`);
    rows.push({ name: stage.name, outcome: await runStage(stage, filters), time: elapsed(start) });
  }
  console.log(`\n${table(rows).join("\n")}\n`);
  return rows.map(({ outcome }) => outcome);
}

for (const signal of STOP_SIGNALS) {
  process.once(signal, async () => {
    await stopAll(3000);
    process.exit(130);
  });
}

mkdirSync(join(ROOT, ".cache"), { recursive: true });
try {
  if (values.fresh) process.env[FRESH] = "1";
  if (values.whole) process.env[WHOLE] = "1";
  const outcomes = await test();
  console.log(closingLine(outcomes));
  process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log(`\n${error.message}${error.details && `\n\n${error.details}`}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
}
