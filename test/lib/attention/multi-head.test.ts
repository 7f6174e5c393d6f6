import fc from "fast-check";
import { attention, head, multiHeadAttention } from "long-attention/attention";
import {
  columns,
  fromFunction,
  type Matrix,
  matrix,
  maxAbsDiff,
  permutation,
  randn,
  rng,
  rowMajor,
  rows,
  testTensors,
  toRows,
} from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import { plainAttention } from "./plain-attention.ts";

const seeded = { seed: 7, numRuns: 50 };
const small = fc.integer({ min: 1, max: 5 });
const sizes = fc.record({ N: small, M: small, d: small, dv: small, H: small, seed: fc.integer() });
type Sizes = { N: number; M: number; d: number; dv: number; H: number; seed: number };
const tensors = ({ N, M, d, dv, H, seed }: Sizes) => {
  const random = rng(seed);
  return {
    Q: randn([N, H * d], random),
    K: randn([M, H * d], random),
    V: randn([M, H * dv], random),
    random,
  };
};
/** A with its heads in another order: head h of the result is head order[h] of A. */
const pickHeads = (A: Matrix, order: number[]): Matrix => {
  const d = A.shape[1]! / order.length;
  return fromFunction(A.shape as [number, number], (i, c) =>
    A.get(i, order[Math.floor(c / d)]! * d + (c % d)),
  );
};

it("multiHeadAttention(Q, K, V, 2) of TT(6, 4) has the published O[0], scale 1/√2", () => {
  const { Q, K, V } = testTensors(6, 4);
  const O = rows(multiHeadAttention(Q, K, V, 2), 0, 1);
  const expected = [-0.6539898672383916, -0.19014272150913886, -0.33356126886653903, 0.3148696837534758];
  expect(maxAbsDiff(O, matrix([expected]))).toBeLessThanOrEqual(1e-12);
});

describe("multiHeadAttention", () => {
  it("multiHeadAttention(Q, K, V, 1) is attention(Q, K, V), bit for bit", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V } = tensors(s);
        expect(rowMajor(multiHeadAttention(Q, K, V, 1))).toEqual(rowMajor(attention(Q, K, V)));
      }),
      seeded,
    );
  });

  it("multiHeadAttention equals the plain reference head by head, for any N, M, d, dv and H", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V } = tensors(s);
        const O = multiHeadAttention(Q, K, V, s.H);
        expect(O.shape).toEqual([s.N, s.H * s.dv]);
        for (let h = 0; h < s.H; h++) {
          const part = (A: Matrix, d: number) => columns(A, h * d, (h + 1) * d);
          const plain = plainAttention(part(Q, s.d), part(K, s.d), part(V, s.dv));
          expect(maxAbsDiff(part(O, s.dv), plain)).toBeLessThanOrEqual(1e-12);
        }
      }),
      seeded,
    );
  });

  it("permuting the heads of Q, K and V permutes the heads of the output, bit for bit", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const order = permutation(s.H, random);
        const moved = multiHeadAttention(pickHeads(Q, order), pickHeads(K, order), pickHeads(V, order), s.H);
        expect(rowMajor(moved)).toEqual(rowMajor(pickHeads(multiHeadAttention(Q, K, V, s.H), order)));
      }),
      seeded,
    );
  });

  it("changing one head's columns changes that head's output and no other's", () => {
    const { Q, K, V } = tensors({ N: 4, M: 5, d: 3, dv: 2, H: 3, seed: 1 });
    const other = fromFunction([4, 9], (i, c) => Q.get(i, c) + (Math.floor(c / 3) === 1 ? 1 + i : 0));
    const [before, after] = [multiHeadAttention(Q, K, V, 3), multiHeadAttention(other, K, V, 3)];
    for (const h of [0, 2]) expect(toRows(head(after, h, 3))).toEqual(toRows(head(before, h, 3)));
    expect(maxAbsDiff(head(after, 1, 3), head(before, 1, 3))).toBeGreaterThan(0.01);
  });

  it("multiHeadAttention passes mask, causal and scale on to every head", () => {
    const { Q, K, V, random } = tensors({ N: 4, M: 5, d: 3, dv: 2, H: 2, seed: 2 });
    const mask = fromFunction([4, 5], (_, j) => (j === 0 || random() < 0.5 ? 1 : 0));
    const options = { mask, causal: true, scale: 0.7 };
    const O = multiHeadAttention(Q, K, V, 2, options);
    for (const h of [0, 1])
      expect(rowMajor(head(O, h, 2))).toEqual(
        rowMajor(attention(head(Q, h, 2), head(K, h, 2), head(V, h, 2), options)),
      );
  });

  it("two heads differ from one: splitting is not a reshaping", () => {
    const { Q, K, V } = testTensors(6, 4);
    expect(maxAbsDiff(multiHeadAttention(Q, K, V, 2), attention(Q, K, V))).toBeGreaterThan(0.1);
  });
});

it("head(A, h, heads) is columns h·d to (h + 1)·d, not every heads-th column, and shares memory", () => {
  const A = fromFunction([2, 6], (i, c) => 10 * i + c);
  expect(toRows(head(A, 1, 3))).toEqual([
    [2, 3],
    [12, 13],
  ]);
  head(A, 1, 3).set(0, 0, -1);
  expect(A.get(0, 2)).toBe(-1);
});
