/** Who moves when the checks change, and why: `long-attention regrade`. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BatchOptions, runBatch } from "../../../grader/src/batch/run.js";
import { movesText } from "../../../grader/src/cli/moves.js";
import { type ExerciseSet, matches } from "../../../grader/src/engine/index.js";
import { packageVersion } from "../../../grader/src/result/version.js";
import { chooseLevel, type Level } from "../../../grader/src/sandbox/levels/index.js";
import { sandboxBundle } from "../support/bundle.js";
import { honest, tinySet } from "../support/tiny-set.js";

let level: Level;
const root = mkdtempSync(join(tmpdir(), "long-attention-regrade-"));
const [submissions, out] = [join(root, "class"), join(root, "out")];
beforeAll(async () => {
  level = await chooseLevel("portable", await sandboxBundle());
  mkdirSync(submissions);
  writeFileSync(join(submissions, "ada.ts"), honest);
  writeFileSync(join(submissions, "bob.ts"), honest.replace("let sum = 0", "let sum = n === 1 ? 1 : 0"));
  writeFileSync(join(submissions, "eve.ts"), "export const rowSums = (A => A");
});
afterAll(() => {
  level.dispose();
  rmSync(root, { recursive: true, force: true });
});

const by = (version: string, set: ExerciseSet = tinySet, more: Partial<BatchOptions> = {}) =>
  runBatch({
    ...{ submissions, out, set, types: undefined, seed: 1, workers: 2 },
    ...{ level: { ...level, bundle: { ...level.bundle, version } } },
    ...more,
  });
const run = () => readFileSync(join(out, "run.json"), "utf8");

/** The same set with a check more, and one less. */
const [rowSums, copyDouble] = tinySet.exercises;
const single = matches<[unknown]>({
  id: "single",
  title: "sums a single row",
  examples: [[undefined]],
  expect: () => [3],
});
const mended: ExerciseSet = {
  ...tinySet,
  exercises: [
    { ...rowSums!, checks: [...rowSums!.checks, { ...single, visibility: "hidden" }] },
    { ...copyDouble!, checks: copyDouble!.checks.slice(0, 1) },
  ],
};

test("runBatch({ since }) tells who moves, by which check and why, and changes nothing until accepted", async () => {
  await expect(by("0ne", tinySet, { since: "0.1" })).rejects.toThrow(
    /^--since 0\.1: no other version than this one, .*\+0ne/,
  );
  await by("0ne");
  const before = run();
  const { changes, held } = await by("tw0", mended, { since: `${packageVersion}+0ne` });
  expect(held).toBe(true);
  expect(run()).toBe(before);
  const told = movesText(changes, "0ne");
  expect(told.split("\n").slice(0, 3)).toEqual([
    "ada.ts: 8 → 7.2",
    "    90.2 traffic: passed, now not there: this check is gone",
    "    90.1 single: not there, now failed: this check is new; The solution stops with an error",
  ]);
  expect(told).toMatch(/\n\n2 move: 2 down; by 90\.2 traffic \(2\), 90\.1 single \(2\)\.\n$/);
  const accepted = await by("tw0", mended, { since: `${packageVersion}+0ne`, accept: true });
  expect(accepted).toMatchObject({ held: false, gradedNow: 0 });
  expect(accepted.changes).toHaveLength(2);
  expect(run()).toContain("+tw0");
});

test("runBatch({ since }) compares with an older version than the gradebook's, and knows which there are", async () => {
  expect(await by("f0ur", mended, { since: `${packageVersion}+tw0` })).toMatchObject({
    changes: [],
    held: true,
  });
  expect(run()).toContain("+tw0");
  const { changes, held } = await by("thr33", tinySet, { since: `${packageVersion}+0ne` });
  expect([changes, held]).toEqual([[], true]);
  expect(movesText(changes, "0ne")).toBe("Nobody moves since 0ne.\n");
  const asked = (since: string) => by("thr33", tinySet, { since });
  await expect(asked(packageVersion)).rejects.toThrow(/\+0ne and .*\+tw0 .*begin like this; give more of it/);
  await expect(asked("9")).rejects.toThrow(
    /^--since 9: it has graded nothing here; there are results by .*\+0ne \(3 results\)/,
  );
  await expect(asked(`${packageVersion}+thr`)).rejects.toThrow(/that is this version itself; there are/);
});
