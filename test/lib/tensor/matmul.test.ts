import fc from "fast-check";
import {
  columns,
  dot,
  fromFunction,
  type Matrix,
  matmul,
  matrix,
  maxAbsDiff,
  randn,
  rng,
  rowMajor,
  rows,
  toRows,
  transpose,
} from "long-attention/tensor";
import { expect, it } from "vitest";

const seeded = { seed: 7, numRuns: 50 };
const size = fc.integer({ min: 1, max: 9 });

/** By columns of B and rows of A, through `get` alone. */
const plain = (A: Matrix, B: Matrix): Matrix =>
  fromFunction([A.shape[0]!, B.shape[1]!], (i, j) =>
    Array.from({ length: A.shape[1]! }, (_, k) => A.get(i, k) * B.get(k, j)).reduce((a, b) => a + b),
  );

it("matmul of [2, 3] and [3, 2], by hand", () => {
  const A = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const B = matrix([
    [7, 8],
    [9, 10],
    [11, 12],
  ]);
  expect(toRows(matmul(A, B))).toEqual([
    [58, 64],
    [139, 154],
  ]);
});

it("matmul(A, B) equals the plain sum for any sizes", () => {
  fc.assert(
    fc.property(size, size, size, fc.integer(), (n, k, m, seed) => {
      const random = rng(seed);
      const [A, B] = [randn([n, k], random), randn([k, m], random)];
      const C = matmul(A, B);
      expect(C.shape).toEqual([n, m]);
      expect(maxAbsDiff(C, plain(A, B))).toBeLessThanOrEqual(1e-12);
    }),
    seeded,
  );
});

it("matmul(A, B) reads views: rows, columns and transposed", () => {
  const A = randn([7, 5], rng(1));
  const B = randn([6, 7], rng(2));
  const [left, right] = [columns(rows(A, 1, 6), 1, 4), transpose(columns(B, 2, 5))];
  expect(maxAbsDiff(matmul(left, right), plain(left, right))).toBeLessThanOrEqual(1e-12);
});

it("matmul(A, I) is A and matmul(A, B)ᵀ is matmul(Bᵀ, Aᵀ), bit for bit", () => {
  const A = randn([4, 6], rng(3));
  const B = randn([6, 5], rng(4));
  const identity = fromFunction([6, 6], (i, j) => (i === j ? 1 : 0));
  expect(rowMajor(matmul(A, identity))).toEqual(rowMajor(A));
  expect(rowMajor(transpose(matmul(A, B)))).toEqual(rowMajor(matmul(transpose(B), transpose(A))));
});

it("matmul(A, B) leaves A and B as they were", () => {
  const A = randn([3, 3], rng(5));
  const before = rowMajor(A).slice();
  matmul(A, A);
  expect(rowMajor(A)).toEqual(before);
});

it("dot(x, y) sums the products; of nothing it is 0", () => {
  expect(dot([1, 2, 3], Float64Array.of(4, 5, 6))).toBe(32);
  expect(dot([], [])).toBe(0);
});
