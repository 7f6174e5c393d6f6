import fc from "fast-check";
import {
  attentionWeights,
  causalMask,
  meanWeightAt,
  meanWeightTo,
  rowEntropy,
} from "long-attention/attention";
import { fromFunction, matrix, randn, rng, softmaxRows, testTensors, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

const seeded = { seed: 7, numRuns: 50 };
const size = fc.integer({ min: 1, max: 9 });
const seeds = fc.integer({ min: 0, max: 1e6 });
const weights = (N: number, M: number, seed: number) => softmaxRows(randn([N, M], rng(seed)));

it("rowEntropy of even weights over M keys is log₂ M bits, of one-hot weights 0, of an empty row 0", () => {
  const P = matrix([
    [1 / 4, 1 / 4, 1 / 4, 1 / 4],
    [1 / 2, 0, 1 / 2, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 0],
  ]);
  expect(rowEntropy(P)).toEqual([2, 1, 0, 0]);
});

it("rowEntropy of causal even weights grows as log₂(i + 1)", () => {
  const P = softmaxRows(fromFunction([6, 6], (i, j) => (causalMask(6).get(i, j) ? 0 : -Infinity)));
  for (const [i, bits] of rowEntropy(P).entries()) expect(bits).toBeCloseTo(Math.log2(i + 1), 12);
});

it("rowEntropy lies between 0 and log₂ M and ignores the order of the keys", () => {
  fc.assert(
    fc.property(size, size, seeds, (N, M, seed) => {
      const P = weights(N, M, seed);
      const backwards = rowEntropy(fromFunction([N, M], (i, j) => P.get(i, M - 1 - j)));
      for (const [i, bits] of rowEntropy(P).entries()) {
        expect(bits).toBeGreaterThanOrEqual(-1e-12);
        expect(bits).toBeLessThanOrEqual(Math.log2(M) + 1e-12);
        expect(backwards[i]).toBeCloseTo(bits, 12);
      }
    }),
    seeded,
  );
});

it("rowEntropy falls when the scores are not scaled down: TT(6,4), scale 1 against ½", () => {
  const { Q, K } = testTensors(6, 4);
  const scaled = rowEntropy(attentionWeights(Q, K));
  const sharp = rowEntropy(attentionWeights(Q, K, { scale: 1 }));
  for (const [i, bits] of sharp.entries()) expect(bits).toBeLessThan(scaled[i]!);
});

it("meanWeightTo(P, j) is the mean of column j, by hand on a [3, 2] matrix", () => {
  const P = matrix([
    [1, 0],
    [1 / 2, 1 / 2],
    [0, 1],
  ]);
  expect([meanWeightTo(P, 0), meanWeightTo(P, 1)]).toEqual([1 / 2, 1 / 2]);
  expect(meanWeightTo(matrix([[1 / 4, 3 / 4]]), 1)).toBe(3 / 4);
});

it("meanWeightTo(P, j) sums to 1 over the keys", () => {
  fc.assert(
    fc.property(size, size, seeds, (N, M, seed) => {
      const P = weights(N, M, seed);
      const total = Array.from({ length: M }, (_, j) => meanWeightTo(P, j)).reduce((a, b) => a + b);
      expect(total).toBeCloseTo(1, 12);
    }),
    seeded,
  );
});

it("meanWeightAt(P, offset) averages one diagonal, and its queries only", () => {
  const P = matrix([
    [0.5, 0.3, 0.2],
    [0.9, 0.1, 0.0],
    [0.2, 0.7, 0.1],
  ]);
  const expected = [0.2, (0.9 + 0.7) / 2, (0.5 + 0.1 + 0.1) / 3, (0.3 + 0.0) / 2, 0.2];
  for (const [k, value] of expected.entries()) expect(meanWeightAt(P, k - 2)).toBeCloseTo(value, 15);
});

it("meanWeightAt(P, offset), times its number of queries, sums to N over all offsets", () => {
  fc.assert(
    fc.property(size, seeds, (N, seed) => {
      const P = weights(N, N, seed);
      const offsets = Array.from({ length: 2 * N - 1 }, (_, k) => k - N + 1);
      const total = offsets.reduce((sum, k) => sum + meanWeightAt(P, k) * (N - Math.abs(k)), 0);
      expect(total).toBeCloseTo(N, 12);
      expect(total).toBeCloseTo(
        toRows(P)
          .flat()
          .reduce((a, b) => a + b),
        12,
      );
    }),
    seeded,
  );
});
