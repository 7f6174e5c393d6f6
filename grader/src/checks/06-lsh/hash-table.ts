import fc from "fast-check";
import { handExample, hashTable as oracle } from "long-attention/lsh";
import { fromFunction, type Matrix, toRows, transpose } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { matrixOf, whole } from "../inputs.js";
import { along, argmax, hash } from "./project.js";

type Input = [X: Matrix, Rs: Matrix[]];

const { K, Q, R1, R2 } = handExample;

const inputs = (rounds: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(whole(1, 6), whole(2, 4), whole(1, 4), rounds)
    .chain(([n, d, half, rounds]) =>
      fc.tuple(matrixOf(n, d), fc.array(matrixOf(d, half), { minLength: rounds, maxLength: rounds })),
    );

const expect = ([X, Rs]: Input) => oracle(X, Rs);

export const hashTable: Exercise = {
  id: "06.2",
  name: "hashTable",
  title: "A table of buckets",
  points: 3,
  difficulty: "E",
  params: ["X", "Rs"],
  checks: [
    matches<Input>({
      id: "slide",
      title: "gives both tables of notebook 06",
      holds: ["Make the table of buckets", "[n, rounds] buckets"],
      examples: [
        [K, [R1, R2]],
        [Q, [R1, R2]],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-rounds",
      title: "works for any number of vectors, rounds and buckets",
      weight: 2,
      holds: ["[n, d] vectors, one per row"],
      examples: [
        [Q, [R1, R2, R1]],
        [K, [R1, R2, R2, R1]],
      ],
      inputs: inputs(whole(1, 4)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "own-rotation",
      title: "reversing the rounds reverses the columns",
      visibility: "hidden",
      holds: ["one [d, b/2] for each round"],
      examples: [[K, [R1, R2]]],
      inputs: inputs(whole(2, 3)),
      args: ([X, Rs]) => [X, Rs.toReversed()],
      expect: ([X, Rs]) => {
        const table = oracle(X, Rs);
        return fromFunction([X.shape[0]!, Rs.length], (i, r) => table.get(i, Rs.length - 1 - r));
      },
      tolerance: exact,
    }),
  ],
  background: ["One hash misses many near pairs"],
  mutants: [
    {
      id: "two-rounds",
      misconception:
        "Your table always has two columns. There is one for each round, as many as `Rs` is long.",
      solution: (X: Matrix, Rs: readonly Matrix[]) => {
        const table = tableOf(X, Rs, (x, r) => hash(x, Rs[r]!));
        return fromFunction([X.shape[0]!, 2], (i, r) => table.get(i, Math.min(r, Rs.length - 1)));
      },
    },
    {
      id: "from-one",
      misconception: "You count the buckets from 1. They are counted from 0, as in 06.1.",
      solution: (X: Matrix, Rs: readonly Matrix[]) => tableOf(X, Rs, (x, r) => hash(x, Rs[r]!) + 1),
    },
    {
      id: "last-vector-missing",
      misconception: "Your last row hashes the wrong vector. Row i is the hash of vector i, up to the last.",
      solution: (X: Matrix, Rs: readonly Matrix[]) => {
        const rows = toRows(X);
        return tableOf(X, Rs, (_x, r, i) => hash(rows[Math.min(i, Math.max(0, rows.length - 2))]!, Rs[r]!));
      },
    },
    {
      id: "transposed",
      misconception:
        "Your table has one row for each round. Turn it: one row for each vector, one column for each round.",
      solution: (X: Matrix, Rs: readonly Matrix[]) => transpose(tableOf(X, Rs, (x, r) => hash(x, Rs[r]!))),
    },
    {
      id: "first-rotation",
      misconception:
        "You hash every round with the first rotation, so all rounds say the same and the repetition is in vain. Round r uses Rs[r].",
      solution: (X: Matrix, Rs: readonly Matrix[]) => tableOf(X, Rs, (x) => hash(x, Rs[0]!)),
    },
    {
      id: "offsets",
      misconception:
        "You add r · b to the buckets of round r. That keeps rounds apart in one long list; in a table each round has its own column, and its buckets start at 0.",
      solution: (X: Matrix, Rs: readonly Matrix[]) =>
        tableOf(X, Rs, (x, r) => hash(x, Rs[r]!) + r * 2 * Rs[r]!.shape[1]!),
    },
    {
      id: "rotation-of-the-row",
      misconception:
        "You choose the rotation by the vector's number. All vectors of a round share its rotation; without that, equal vectors would not even meet.",
      solution: (X: Matrix, Rs: readonly Matrix[]) =>
        tableOf(X, Rs, (x, _, i) => hash(x, Rs[i % Rs.length]!)),
    },
    {
      id: "half-the-buckets",
      misconception: "You look for the largest of xR only; the hash compares all of [xR; −xR], as in 06.1.",
      solution: (X: Matrix, Rs: readonly Matrix[]) => tableOf(X, Rs, (x, r) => argmax(along(x, Rs[r]!))),
    },
    {
      id: "running-sum",
      misconception:
        "You add the rotations up from round to round. Every round starts afresh, with its own rotation alone; only then are the rounds independent.",
      solution: (X: Matrix, Rs: readonly Matrix[]) =>
        tableOf(X, Rs, (x, r) => {
          const [d, half] = Rs[r]!.shape as [number, number];
          const sum = (k: number, c: number) => Rs.slice(0, r + 1).reduce((s, R) => s + R.get(k, c), 0);
          return hash(x, fromFunction([d, half], sum));
        }),
    },
  ],
};

type Entry = (x: readonly number[], r: number, i: number) => number;

const tableOf = (X: Matrix, Rs: readonly Matrix[], entry: Entry): Matrix => {
  const vectors = toRows(X);
  return fromFunction([vectors.length, Rs.length], (i, r) => entry(vectors[i]!, r, i));
};
