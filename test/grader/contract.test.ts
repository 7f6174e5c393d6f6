import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exercises, sets } from "../../grader/src/checks/index.ts";
import { confusion } from "../../tools/press/exercises/contract.ts";
import { readSource, tasksOf } from "../../tools/press/exercises/edition.ts";
import { unheld } from "../../tools/press/exercises/sentences.ts";
import { pointsForNothing } from "../../tools/press/exercises/trivial.ts";
import { verdicts } from "../../tools/press/exercises/verdicts.ts";
import { ROOT } from "../../tools/press/notebook/files.ts";

const all = await verdicts();

test.each(all.map((verdict) => [`${verdict.exercise.id} ${verdict.exercise.name}`, verdict] as const))(
  "%s: its stub fails with its TODO, its solution gets full points, its mutants lose points by value",
  (_, { problems }) => {
    expect(problems).toEqual([]);
  },
);

test("confusion(verdicts) has at least nine in ten mutants on the diagonal", () => {
  const { right, all: mutants, confused } = confusion(all);
  expect(right / mutants, confused.join("; ")).toBeGreaterThanOrEqual(0.9);
});

test("exercises list their hidden checks last, so that no visible call comes after a hidden input", () => {
  for (const { id, checks } of exercises) {
    const order = checks.map(({ visibility = "visible" }) => visibility);
    expect({ id, order }).toEqual({ id, order: order.toSorted().reverse() });
  }
});

test("exercises have different ids and names, and mutants and checks different ids within an exercise", () => {
  const distinct = (names: readonly string[]) => expect(names).toEqual([...new Set(names)]);
  distinct(exercises.map(({ id }) => id));
  distinct(exercises.map(({ name }) => name));
  for (const { checks, mutants } of exercises) {
    distinct(checks.map(({ id }) => id));
    distinct(mutants.map(({ id }) => id));
  }
});

test.each(sets.map((set) => [set.name, set] as const))(
  "%s: every sentence of every text is held by a check, or tells where we are",
  (name, set) => {
    const source = readSource(set, readFileSync(join(ROOT, "solutions", `${name}.ts`), "utf8"));
    expect(tasksOf(source).flatMap(({ exercise, doc }) => unheld(exercise, doc))).toEqual([]);
  },
);

test("trivial answers of the right shape earn nothing in any exercise", () => {
  expect(exercises.flatMap((exercise) => pointsForNothing(exercise))).toEqual([]);
});
