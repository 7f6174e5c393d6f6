import fc from "fast-check";
import { matmul, maxAbsDiff, randn, rng, transpose } from "long-attention";
import { tileCalls, tiledMatmul } from "long-attention/gpu";
import { expect, test } from "vitest";

test("tiledMatmul(A, B, 4) equals matmul(A, B) for ragged 9 × 7 × 5", () => {
  const [A, B] = [randn([9, 7], rng(1)), randn([7, 5], rng(2))];
  const { C, calls } = tiledMatmul(A, B, 4);
  expect(maxAbsDiff(C, matmul(A, B))).toBeLessThan(1e-12);
  expect(calls).toBe(3 * 2 * 2);
});

test("tiledMatmul(A, B, tile) equals matmul(A, B) for every shape and tile, views included", () => {
  const size = fc.integer({ min: 1, max: 13 });
  fc.assert(
    fc.property(size, size, size, fc.integer({ min: 1, max: 6 }), (m, k, n, tile) => {
      const [A, B] = [transpose(randn([k, m], rng(m))), randn([k, n], rng(n))];
      const { C, calls } = tiledMatmul(A, B, tile);
      expect(maxAbsDiff(C, matmul(A, B))).toBeLessThan(1e-12);
      expect(calls).toBe(tileCalls(m, n, k, tile));
    }),
    { seed: 7, numRuns: 60 },
  );
});

test("tileCalls(m, n, k, 4) is ⌈m/4⌉ ⌈n/4⌉ ⌈k/4⌉: 64 for 16 × 16 × 16, and 125 for 17 × 17 × 17", () => {
  expect(tileCalls(16, 16, 16)).toBe(64);
  expect(tileCalls(17, 17, 17)).toBe(125);
});

test("tiledMatmul(A, B) leaves A and B as they were", () => {
  const [A, B] = [randn([5, 5], rng(3)), randn([5, 5], rng(4))];
  const before = [...A.data, ...B.data];
  tiledMatmul(A, B);
  expect([...A.data, ...B.data]).toEqual(before);
});
