/** A share of the table in every run: another one each time, by a seed that is told. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { type Level, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { skipIfUnchanged } from "../../unchanged.ts";
import { GRADER } from "../support/reads.ts";
import type { Entry } from "./entry.js";
import { Honest } from "./run.js";
import { table } from "./table.js";

const share = 8;
const seed = Number(process.env.HONEST_SEED ?? Math.floor(Date.now() / 3_600_000)) % 1000;

/** Neighbours are of one kind, so a share takes every n-th. */
const shareOf = (entries: readonly Entry[]): Entry[] => {
  const step = Math.floor(entries.length / share);
  return Array.from({ length: share }, (_, i) => entries[(seed + i * step) % entries.length]!);
};

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
afterAll(() => {
  honest.close();
  for (const level of levels) level.dispose();
});

test("the table holds at least 100 odd but honest submissions, each with a name of its own", () => {
  expect(table.length).toBeGreaterThanOrEqual(100);
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
});

test(`kernel, check and grade at every level agree on share ${seed} of the table (HONEST_SEED=${seed})`, async (context) => {
  skipIfUnchanged(context, GRADER);
  const found: Record<string, readonly string[]> = {};
  for (const entry of shareOf(table)) found[entry.name] = await honest.differences(entry);
  expect(Object.entries(found).filter(([, sentences]) => sentences.length > 0)).toEqual([]);
}, 600_000);
