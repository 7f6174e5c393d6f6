import fc from "fast-check";
import { handExample, lshHash as oracle, rotate } from "long-attention/lsh";
import { type Matrix, matrix, toRows } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { eighths, matrixOf, whole } from "../inputs.js";
import { along, argmax } from "./project.js";

type Input = [x: Float64Array, R: Matrix];

const { K, Q, R1, R2 } = handExample;
const [, k2] = toRows(K);
const [q1] = toRows(Q);

const vector = (d: number): fc.Arbitrary<Float64Array> =>
  fc.array(eighths(), { minLength: d, maxLength: d }).map((x) => Float64Array.from(x));

const inputs = (half: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc.tuple(whole(1, 5), half).chain(([d, half]) => fc.tuple(vector(d), matrixOf(d, half)));

/** One direction, or its opposite, is clearly the nearest. */
const clear = ([x, R]: Input): boolean => {
  const y = [...rotate(x, R)];
  return y.filter((score) => score === Math.max(...y)).length === 1;
};

const turned = (x: Float64Array): Float64Array => x.map((number) => 0 - number);

const expect = ([x, R]: Input) => oracle(x, R);

export const lshHash: Exercise = {
  id: "06.1",
  name: "lshHash",
  title: "A bucket for a vector",
  points: 3,
  difficulty: "E",
  params: ["x", "R"],
  checks: [
    matches<Input>({
      id: "slide",
      title: "gives q₁ and k₂ of notebook 06 the buckets 0 and 3",
      holds: ["Project x on the random directions in R", "R [d, b/2] random directions, one a column"],
      examples: [
        [Float64Array.from(q1!), R1],
        [Float64Array.from(k2!), R1],
        [Float64Array.from(k2!), R2],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-vector",
      title: "finds the bucket of any vector, for any number of buckets",
      weight: 2,
      holds: ["-xR]$ (along every direction, then against every direction)", "0 ≤ h < b", "x [d]"],
      examples: [
        [Float64Array.of(0, 0), matrix([[1], [2]])],
        [Float64Array.of(2), matrix([[1, 0.5, 1]])],
        [Float64Array.of(-1), matrix([[0.5, 0.5, 0.25]])],
        [
          Float64Array.of(1, 1),
          matrix([
            [0.5, 1, -1],
            [1, 0.5, -0.5],
          ]),
        ],
      ],
      inputs: inputs(whole(2, 5)),
      runs: 24,
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "opposite",
      title: "puts −x into the bucket opposite to that of x, h(−x) = (h(x) + b/2) mod b",
      examples: [
        [Float64Array.from(q1!), R1],
        [Float64Array.from(k2!), R1],
        [Float64Array.from(k2!), R2],
      ],
      inputs: inputs(whole(1, 4)).filter(clear),
      args: ([x, R]) => [turned(x), R],
      expect: ([x, R]) => (oracle(x, R) + R.shape[1]!) % (2 * R.shape[1]!),
      tolerance: exact,
    }),
    matches<[...Input, factor: number]>({
      id: "length-and-ties",
      title: "ignores the length of x, and takes the first of equal scores",
      visibility: "hidden",
      holds: ["on a tie the first one wins.", "Only the direction of x can matter, not its length."],
      examples: [
        [Float64Array.of(0, 0), matrix([[1], [2]]), 1],
        [Float64Array.of(1), matrix([[0.5, -1, 1, 0.5]]), 1],
        [Float64Array.of(-1), matrix([[0.5, 0.5, -0.25]]), 8],
        [Float64Array.from(q1!), R1, 1024],
        [Float64Array.from(k2!), R1, 1 / 1024],
      ],
      inputs: fc
        .tuple(inputs(whole(2, 4)), fc.constantFrom(0.125, 8, 1024))
        .map(([input, factor]) => [...input, factor]),
      args: ([x, R, factor]) => [x.map((number) => factor * number), R],
      expect: ([x, R]) => oracle(x, R),
      tolerance: exact,
    }),
  ],
  background: ["Give a vector its bucket"],
  mutants: [
    {
      id: "from-one",
      misconception:
        "You count the places from 1. The bucket is the place of the largest number, counted from 0.",
      solution: (x: Float64Array, R: Matrix) => {
        const y = along(x, R);
        return argmax([...y, ...y.map((yc) => -yc)]) + 1;
      },
    },
    {
      id: "whole-numbers",
      misconception:
        "You round the projections, so that near ones become ties, and the first wins. Compare them as they are.",
      solution: (x: Float64Array, R: Matrix) => {
        const y = along(x, R).map(Math.round);
        return argmax([...y, ...y.map((yc) => -yc)]);
      },
    },
    {
      id: "length-matters",
      misconception:
        "You compare with a limit of your own, so short vectors all land in bucket 0. Only the direction of x can matter, not its length: take the largest number, however small.",
      solution: (x: Float64Array, R: Matrix) => {
        const y = along(x, R);
        const scores = [...y, ...y.map((yc) => -yc)];
        return Math.max(...scores) < 1 ? 0 : argmax(scores);
      },
    },
    {
      id: "absolute-value",
      misconception:
        "You take the largest of |xR|. That throws x and −x into one bucket, though they point opposite ways; compare along and against: [xR; −xR].",
      solution: (x: Float64Array, R: Matrix) => argmax(along(x, R).map(Math.abs)),
    },
    {
      id: "against-first",
      misconception:
        "You write −xR before xR. The order names the buckets: along the directions first, then against them.",
      solution: (x: Float64Array, R: Matrix) => {
        const y = along(x, R);
        return argmax([...y.map((yc) => -yc), ...y]);
      },
    },
    {
      id: "sign-bits",
      misconception:
        "You read the signs of xR as the digits of a binary number. That is another hash, for hyperplanes; here only the largest of [xR; −xR] counts.",
      solution: (x: Float64Array, R: Matrix) =>
        along(x, R).reduce((bits, yc, c) => bits + (yc > 0 ? 2 ** c : 0), 0),
    },
    {
      id: "only-along",
      misconception:
        "You compare only the numbers of xR, so half the buckets stay empty. Append −xR: a vector may point against a direction too.",
      solution: (x: Float64Array, R: Matrix) => argmax(along(x, R)),
    },
    {
      id: "last-of-equals",
      misconception: "On a tie you take the last of the largest; the first one wins.",
      solution: (x: Float64Array, R: Matrix) => {
        const y = along(x, R);
        const scores = [...y, ...y.map((yc) => -yc)];
        return scores.lastIndexOf(Math.max(...scores));
      },
    },
    {
      id: "pairs",
      misconception:
        "You put each number of xR next to its opposite. Write all of xR first, then all of −xR, so that opposite buckets are b/2 apart.",
      solution: (x: Float64Array, R: Matrix) => argmax(along(x, R).flatMap((yc) => [yc, -yc])),
    },
    {
      id: "largest-score",
      misconception: "You return the largest score itself. The bucket is its place in the list, from 0.",
      solution: (x: Float64Array, R: Matrix) => Math.max(...along(x, R).map(Math.abs)),
    },
  ],
};
