/** A part of the table, and of the contract, in every run. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { type Level, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { partName, shareOf } from "../../share.ts";
import { skipIfUnchanged } from "../../unchanged.ts";
import { GRADER } from "../support/reads.ts";
import { differences, rounds } from "./contract.js";
import { Honest } from "./run.js";
import { table } from "./table.js";

const levels: Level[] = [];
let honest: Honest;
beforeAll(async () => {
  // The check and the kernel run what was built, so the levels do too.
  for (const name of levelNames) {
    const { level } = await tryLevel(name, loadBundle());
    if (level) levels.push(level);
  }
  honest = new Honest(levels);
});
afterAll(async () => {
  await honest.close();
  for (const level of levels) level.dispose();
});

test("the table holds at least 100 odd but honest submissions, each with a name of its own", () => {
  expect(table.length).toBeGreaterThanOrEqual(100);
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
});

test(`kernel, check and grade at every level agree on ${partName} of the table`, async (context) => {
  skipIfUnchanged(context, GRADER);
  const found: Record<string, readonly string[]> = {};
  for (const entry of shareOf(table, 5)) found[entry.name] = await honest.differences(entry);
  expect(Object.entries(found).filter(([, sentences]) => sentences.length > 0)).toEqual([]);
}, 3_600_000);

test(`the check in process and the grade at every level agree on verdict, points and diagnosis of ${partName} of all references and mutants`, async (context) => {
  skipIfUnchanged(context, [...GRADER, "tools/press/exercises"]);
  const found: string[] = [];
  for (const round of shareOf(rounds, 2)) found.push(...(await differences(round, levels)));
  expect(found).toEqual([]);
}, 3_600_000);
