/** A set that is graded in a moment: two exercises, five checks, one of them hidden, one with a device. */
import fc from "fast-check";
import { fromFunction, type Matrix } from "long-attention/tensor";
import { check, type ExerciseSet, matches, wrong } from "../../../grader/src/engine/index.js";
import { devicePort, functionPort, type Traffic } from "../../../grader/src/ports/index.js";

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 99 }))
  .map(([n, d, seed]): Matrix => fromFunction([n, d], (i, j) => ((seed + 7 * i + 3 * j) % 17) - 8));

const rowSumsOf = (A: Matrix): number[] =>
  Array.from({ length: A.shape[0]! }, (_, i) =>
    Array.from({ length: A.shape[1]! }, (_, j) => A.get(i, j)).reduce((a, b) => a + b, 0),
  );

/** Column sums of Q, once from each side: a plain way to tell rows from columns. */
const columnSumsOf = (A: Matrix): number[] =>
  Array.from({ length: A.shape[1]! }, (_, j) =>
    Array.from({ length: A.shape[0]! }, (_, i) => A.get(i, j)).reduce((a, b) => a + b, 0),
  );

const one = fromFunction([3, 2], (i, j) => i + j);

export const tinySet: ExerciseSet = {
  id: "90",
  name: "90-tiny",
  title: "Tiny",
  exercises: [
    {
      id: "90.1",
      name: "rowSums",
      title: "Row sums",
      points: 4,
      difficulty: "E",
      params: ["A"],
      checks: [
        matches<[Matrix]>({
          id: "example",
          title: "sums the rows of the example",
          examples: [[one]],
          expect: ([A]) => rowSumsOf(A),
        }),
        matches<[Matrix]>({
          id: "any",
          title: "sums the rows of any matrix",
          inputs: fc.tuple(matrices),
          runs: 3,
          expect: ([A]) => rowSumsOf(A),
        }),
        matches<[Matrix]>({
          id: "secret",
          title: "sums rows of large numbers",
          visibility: "hidden",
          weight: 2,
          inputs: fc.tuple(
            matrices.map((A) => fromFunction([4, 3], (i, j) => 31_337_000 + i * 3 + j + A.shape[0]!)),
          ),
          runs: 2,
          expect: ([A]) => rowSumsOf(A),
        }),
      ],
      mutants: [
        {
          id: "columns",
          misconception: "You sum the columns. A row runs along the second index.",
          solution: columnSumsOf,
        },
      ],
    },
    {
      id: "90.2",
      name: "copyDouble",
      title: "Double through SRAM",
      points: 4,
      difficulty: "M",
      params: ["mem", "scale"],
      checks: [
        check<Matrix>({
          id: "values",
          title: "stores twice Q in O",
          examples: [one],
          *run(Q, call) {
            const { seen } = yield* call(
              devicePort({ Q, K: Q, V: Q, sramElements: 16 }),
              functionPort(() => (x) => 2 * (x ?? 0)),
            );
            return wrong((seen[0] as Traffic).O, [0, 2, 2, 4, 4, 6]);
          },
        }),
        check<Matrix>({
          id: "traffic",
          title: "reads Q once and writes O once",
          examples: [one],
          *run(Q, call) {
            const { seen } = yield* call(
              devicePort({ Q, K: Q, V: Q, sramElements: 16 }),
              functionPort(() => (x) => 2 * (x ?? 0)),
            );
            const { reads, writes, peak } = seen[0] as Traffic;
            const io = { read: reads, written: writes, peak, limit: 16 };
            const failure = wrong({ reads, writes }, { reads: 6, writes: 6 });
            return failure && { ...failure, io };
          },
        }),
      ],
      mutants: [],
    },
  ],
};

export const honest = `
import { type Matrix } from "long-attention/tensor";
import type { Hbm } from "@long-attention/grader";
export function rowSums(A: Matrix): number[] {
  const [n, d] = A.shape as [number, number];
  return Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += A.get(i, j);
    return sum;
  });
}
export function copyDouble(mem: Hbm, scale: (x: number) => number): void {
  const Q = mem.load(mem.Q, 0, mem.Q.rows);
  mem.mul(Q, mem.tile(1, 1, scale(1)));
  mem.store(Q, mem.O, 0, mem.Q.rows);
}
`;
