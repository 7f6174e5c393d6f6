import fc from "fast-check";
import { fromFunction, type Matrix } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import {
  type Check,
  drive,
  type Exercise,
  type ExerciseReport,
  grade,
  inProcess,
  matches,
} from "../../../grader/src/engine/index.js";

type Input = [x: number];
const square = ([x]: Input) => x * x;

/** x², asked of small numbers first, then of negative ones, then of large ones in secret. */
const exercise: Exercise = {
  id: "91.1",
  name: "square",
  title: "Square",
  points: 3,
  difficulty: "E",
  params: ["x"],
  checks: [
    matches<Input>({
      id: "small",
      title: "squares small numbers",
      examples: [[1], [3], [4]],
      expect: square,
    }),
    matches<Input>({
      id: "negative",
      title: "squares negative numbers",
      examples: [[-3], [-5]],
      inputs: fc.tuple(fc.integer({ min: -40, max: -1 })),
      expect: square,
    }),
    matches<Input>({
      id: "large",
      title: "squares large numbers",
      visibility: "hidden",
      examples: [[100]],
      expect: square,
    }),
  ],
  mutants: [
    { id: "doubles", misconception: "You double.", solution: (x: number) => 2 * x },
    { id: "keeps-sign", misconception: "You keep the sign.", solution: (x: number) => x * Math.abs(x) },
    {
      id: "zero-below",
      misconception: "You drop what is below 0.",
      solution: (x: number) => Math.max(x, 0) * x,
    },
    { id: "small-only", misconception: "You stop at 50.", solution: (x: number) => Math.min(x, 50) * x },
  ],
};

const misconceptionOf = (solution: (x: number) => number) =>
  (drive(grade(exercise), inProcess(solution)) as ExerciseReport).misconception;

describe("the diagnosis of grade(exercise)", () => {
  it("names the mutant that agrees on everything", () => {
    expect(misconceptionOf((x) => 2 * x)).toEqual({ id: "doubles", message: "You double." });
  });

  it("names the only one that agrees on the first visible check that failed, as a part", () => {
    expect(misconceptionOf((x) => (x < 0 ? 7 : 2 * x))).toEqual({
      id: "doubles",
      message: "You double.",
      part: true,
    });
    expect(misconceptionOf((x) => (x === 100 ? 7 : x * Math.abs(x)))?.part).toBe(true);
  });

  it("names none where several agree on that check", () => {
    const twin = { id: "twin", misconception: "You add.", solution: (x: number) => (x > 0 ? x + x : 1) };
    const report = drive(
      grade({ ...exercise, mutants: [...exercise.mutants, twin] }),
      inProcess((x: number) => (x < 0 ? 7 : 2 * x)),
    ) as ExerciseReport;
    expect(report.misconception).toBeUndefined();
  });

  it("names none where only a hidden check fails, and what explains a check after one that threw", () => {
    expect(misconceptionOf((x) => (x === 100 ? 7 : x * x))).toBeUndefined();
    expect(
      misconceptionOf((x) => {
        if (x === 4) throw new Error("four");
        return x < 0 ? x * Math.abs(x) : x * x;
      }),
    ).toEqual({ id: "keeps-sign", message: "You keep the sign.", part: true });
  });

  it("names none for a coincidence: it is tried on further inputs where the mutant is wrong", () => {
    expect(misconceptionOf((x) => (x === 1 ? 2 : x === 3 ? 6 : x * x + 1))).toBeUndefined();
    expect(misconceptionOf((x) => (x === -3 ? -9 : x < 0 ? 0.5 : x * x))).toBeUndefined();
  });

  it("names two where one explains the first check that failed, and another one the second", () => {
    const report = drive(
      grade(exercise),
      inProcess((x: number) => (x < 0 ? x * Math.abs(x) : 2 * x)),
    ) as ExerciseReport;
    expect([report.misconception?.id, report.second?.id]).toEqual(["doubles", "keeps-sign"]);
  });

  it("knows nested rows as well as a Matrix, and a Matrix with strides of its own", () => {
    const transposed: Exercise = {
      ...exercise,
      params: ["n"],
      checks: [
        matches<[n: number]>({
          id: "counts",
          title: "counts along its rows",
          inputs: fc.tuple(fc.integer({ min: 2, max: 5 })),
          expect: ([n]) => counted(n),
        }),
      ],
      mutants: [
        {
          id: "down",
          misconception: "You count down the columns.",
          solution: (n: number) => counted(n).transpose(1, 0),
        },
      ],
    };
    const said = (solution: (n: number) => unknown) =>
      (drive(grade(transposed), inProcess(solution)) as ExerciseReport).misconception?.id;
    const rows = (n: number) =>
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => j * n + i));
    expect(said(rows)).toBe("down");
    expect(said((n) => rows(n).map((row) => Float64Array.from(row)))).toBe("down");
    expect(said((n) => fromFunction([n, n], (i, j) => j * n + i))).toBe("down");
    expect(said((n) => counted(n).transpose(1, 0))).toBe("down");
  });
});

const counted = (n: number): Matrix => fromFunction([n, n], (i, j) => i * n + j);

describe("a check that needs another one", () => {
  const [small, negative, large] = exercise.checks as [Check, Check, Check];
  const needing = { ...exercise, checks: [small, { ...negative, needs: "small" }, large] };
  const states = (solution: (x: number) => number) =>
    (drive(grade(needing), inProcess(solution)) as ExerciseReport).checks.map(({ passed, notRun }) =>
      notRun ? "not run" : passed,
    );

  it("grade(exercise) does not run it when that one fails, and runs those after it", () => {
    expect(states((x) => (x > 0 && x < 50 ? 0 : x * x))).toEqual([false, "not run", true]);
    expect(states((x) => x * Math.abs(x))).toEqual([true, false, true]);
  });
});
