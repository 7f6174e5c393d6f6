import fc from "fast-check";
import {
  columns,
  logSumExp,
  matrix,
  permutation,
  randn,
  rng,
  softmax,
  softmaxRows,
  toRows,
} from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const seeded = { seed: 7, numRuns: 50 };
const score = fc.double({ min: -30, max: 30, noNaN: true });
const scores = fc.array(score, { minLength: 1, maxLength: 12 });
const masked = fc.array(fc.oneof(score, fc.constant(-Infinity)), { minLength: 1, maxLength: 12 });
const close = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-12) => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(tolerance);
};

describe("softmax", () => {
  it("softmax(x) equals exp(xᵢ) / Σ exp(xⱼ), written out, where that is safe", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const total = x.reduce((sum, xi) => sum + Math.exp(xi), 0);
        close(
          softmax(x),
          x.map((xi) => Math.exp(xi) / total),
        );
      }),
      seeded,
    );
  });

  it("softmax([0, ln 3]) is [¼, ¾], and softmax of equal scores is even", () => {
    close(softmax([0, Math.log(3)]), [1 / 4, 3 / 4], 1e-15);
    close(softmax([5, 5, 5, 5]), [1 / 4, 1 / 4, 1 / 4, 1 / 4], 0);
    expect(Array.from(softmax([-7]))).toEqual([1]);
  });

  it("softmax(x) is not negative and sums to 1, or is all 0 when every score is masked", () => {
    fc.assert(
      fc.property(masked, (x) => {
        const p = softmax(x);
        expect(p.every((w) => w >= 0)).toBe(true);
        const sees = x.some((xi) => xi > -Infinity);
        expect(p.reduce((a, b) => a + b)).toBeCloseTo(sees ? 1 : 0, 12);
      }),
      seeded,
    );
  });

  it("softmax(x + c) equals softmax(x), for c up to 1000 either way", () => {
    fc.assert(
      fc.property(masked, fc.double({ min: -1000, max: 1000, noNaN: true }), (x, c) =>
        close(softmax(x.map((xi) => xi + c)), softmax(x)),
      ),
      seeded,
    );
  });

  it("softmax keeps ratios: log pᵢ − log pⱼ is xᵢ − xⱼ", () => {
    fc.assert(
      fc.property(score, score, (a, b) => {
        const p = softmax([a, b, 0]);
        expect(Math.log(p[0]! / p[1]!)).toBeCloseTo(a - b, 10);
      }),
      seeded,
    );
  });

  it("softmax of permuted scores is the permuted softmax", () => {
    fc.assert(
      fc.property(masked, fc.integer(), (x, seed) => {
        const order = permutation(x.length, rng(seed));
        const p = softmax(x);
        close(
          softmax(order.map((i) => x[i]!)),
          order.map((i) => p[i]!),
        );
      }),
      seeded,
    );
  });

  it("softmax of scores near ±1000, and of the largest numbers there are, neither overflows nor vanishes", () => {
    close(softmax([1000, 1000 - Math.log(3)]), [3 / 4, 1 / 4], 1e-12);
    close(softmax([-1000, -1000 - Math.log(3)]), [3 / 4, 1 / 4], 1e-12);
    close(softmax([1e308, -1e308, 1e308]), [1 / 2, 0, 1 / 2], 0);
  });

  it("softmax gives a masked score weight 0 exactly and the rest what they have alone", () => {
    const p = softmax([1, -Infinity, 2]);
    expect(p[1]).toBe(0);
    close([p[0]!, p[2]!], softmax([1, 2]), 0);
  });

  it("softmax of a row that sees nothing is all zeros, of an empty list empty, never NaN", () => {
    expect(Array.from(softmax([-Infinity, -Infinity]))).toEqual([0, 0]);
    expect(Array.from(softmax([]))).toEqual([]);
  });

  it("softmax passes a NaN score on to every weight, so that it cannot hide", () => {
    expect(Array.from(softmax([0, NaN, 1]))).toEqual([NaN, NaN, NaN]);
  });

  it("softmax(x) leaves x as it was", () => {
    const x = Float64Array.of(1, 2, 3);
    softmax(x);
    expect(Array.from(x)).toEqual([1, 2, 3]);
  });
});

it("softmaxRows(S) is softmax of each row, also of a view, and masks row by row", () => {
  const S = columns(randn([5, 9], rng(1)), 2, 6);
  S.set(1, 0, -Infinity);
  for (let j = 0; j < 4; j++) S.set(3, j, -Infinity);
  const P = toRows(softmaxRows(S));
  for (const [i, row] of toRows(S).entries()) expect(P[i]).toEqual(Array.from(softmax(row)));
  expect(P[1]![0]).toBe(0);
  expect(P[3]).toEqual([0, 0, 0, 0]);
});

it("softmaxRows normalises rows, not columns", () => {
  expect(toRows(softmaxRows(matrix([[0], [5]])))).toEqual([[1], [1]]);
});

describe("logSumExp", () => {
  it("logSumExp(x) equals log Σ exp(xᵢ), written out, where that is safe", () => {
    fc.assert(
      fc.property(scores, (x) => {
        const plain = Math.log(x.reduce((sum, xi) => sum + Math.exp(xi), 0));
        expect(logSumExp(x)).toBeCloseTo(plain, 10);
      }),
      seeded,
    );
  });

  it("softmax(x)ᵢ is exp(xᵢ − logSumExp(x))", () => {
    fc.assert(
      fc.property(scores, (x) =>
        close(
          softmax(x),
          x.map((xi) => Math.exp(xi - logSumExp(x))),
          1e-13,
        ),
      ),
      seeded,
    );
  });

  it("logSumExp is safe near ±1000 and is −∞ when there is nothing to sum", () => {
    expect(logSumExp([1000, 1000])).toBeCloseTo(1000 + Math.log(2), 12);
    expect(logSumExp([-1000, -1000])).toBeCloseTo(-1000 + Math.log(2), 12);
    expect(logSumExp([-Infinity, 3])).toBe(3);
    expect(logSumExp([-Infinity, -Infinity])).toBe(-Infinity);
    expect(logSumExp([])).toBe(-Infinity);
  });
});
