import { expect, test } from "vitest";
import { drive, type Exercise, grade, inProcess, matches } from "../../../grader/src/engine/index.js";

/** One check for each number, the last of them hidden: doubles it. */
const doubling = (...numbers: number[]): Exercise => ({
  ...{ id: "90.1", name: "twice", title: "Twice", points: 4, difficulty: "E", params: ["x"], mutants: [] },
  checks: numbers.map((x, i) =>
    matches<[number]>({
      id: `check-${i}`,
      title: `doubles ${x}`,
      visibility: i === numbers.length - 1 ? "hidden" : "visible",
      examples: [[x]],
      expect: ([value]) => 2 * value,
    }),
  ),
});

const became = async (solution: (x: number) => unknown, ...numbers: number[]) => {
  const report = await drive(grade(doubling(...numbers)), inProcess(solution));
  return report.checks.map(({ passed, notRun }) => (notRun ? "not run" : passed ? "passed" : "failed"));
};

test("grade(exercise) lets an exception cost the check that it struck, and no other", async () => {
  const throws = (at: number) => (x: number) => {
    if (x === at) throw new RangeError("not this one");
    return 2 * x;
  };
  expect(await became(throws(1), 1, 2, 3)).toEqual(["failed", "passed", "passed"]);
  expect(await became(throws(2), 1, 2, 3)).toEqual(["passed", "failed", "passed"]);
  expect(await became(throws(3), 1, 2, 3)).toEqual(["passed", "passed", "failed"]);
});

test("grade(exercise) does not run what a stub or a missing function would not change", async () => {
  const stub = () => {
    throw new Error("TODO exercise 90.1: twice");
  };
  expect(await became(stub, 1, 2, 3)).toEqual(["failed", "not run", "not run"]);
  expect(await became(3 as never, 1, 2)).toEqual(["failed", "not run"]);
});

test("grade(exercise) runs nothing more after the second limit", async () => {
  const report = await drive(grade(doubling(1, 2, 3, 4)), ({ args }) =>
    args[0] === 2
      ? inProcess((x: number) => 2 * x)({ exercise: doubling(1), args })
      : { stopped: { stop: "limit", message: "too long" } },
  );
  expect(report.checks.map(({ passed, notRun = false }) => [passed, notRun])).toEqual([
    [false, false],
    [true, false],
    [false, false],
    [false, true],
  ]);
});

test("grade(exercise) takes its notes from visible calls only", async () => {
  const telling = async (x: number) => 2 * x;
  const silent = (x: number) => (x === 3 ? Promise.resolve(2 * x) : 2 * x);
  const notes = async (solution: (x: number) => unknown) =>
    (await drive(grade(doubling(1, 3)), inProcess(solution))).notes;
  expect(await notes(telling)).toEqual([expect.stringContaining("gives a promise")]);
  expect(await notes(silent)).toEqual([]);
});
