import fc from "fast-check";
import {
  type AttentionPart,
  attention,
  attentionPart,
  mergeParts,
  partShare,
} from "long-attention/attention";
import { matrix, randn, rng, rows, toRows } from "long-attention/tensor";
import { expect, test } from "vitest";

const [M, d, dv] = [11, 4, 3];
const q = toRows(randn([1, d], rng(1)))[0]!;
const [K, V] = [randn([M, d], rng(2)), randn([M, dv], rng(3))];
const part = (from: number, to: number) => attentionPart(q, rows(K, from, to), rows(V, from, to));
const close = (got: AttentionPart, want: AttentionPart) => {
  expect(got.m).toBe(want.m);
  expect(got.l).toBeCloseTo(want.l, 12);
  for (const [c, x] of want.o.entries()) expect(got.o[c]).toBeCloseTo(x, 12);
};

test("attentionPart(q, K, V).o is attention(q, K, V)", () => {
  const want = toRows(attention(matrix([q]), K, V))[0]!;
  for (const [c, x] of part(0, M).o.entries()) expect(x).toBeCloseTo(want[c]!, 14);
});

test("mergeParts of any two cuts is the part of the whole, in any order and grouping", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: M - 2 }), fc.integer({ min: 1, max: M - 2 }), (i, j) => {
      fc.pre(i !== j);
      const [a, b] = [Math.min(i, j), Math.max(i, j)];
      const [x, y, z] = [part(0, a), part(a, b), part(b, M)];
      close(mergeParts(mergeParts(x, y), z), part(0, M));
      close(mergeParts(z, mergeParts(y, x)), part(0, M));
    }),
    { seed: 8 },
  );
});

test("partShare of all parts sums to 1, and a part that saw nothing changes nothing", () => {
  const [x, y] = [part(0, 4), part(4, M)];
  const whole = mergeParts(x, y);
  expect(partShare(x, whole) + partShare(y, whole)).toBeCloseTo(1, 14);
  const nothing: AttentionPart = { m: -Infinity, l: 0, o: [NaN, NaN, NaN] };
  expect(mergeParts(whole, nothing)).toEqual(whole);
  expect(mergeParts(nothing, nothing)).toEqual({ m: -Infinity, l: 0, o: [0, 0, 0] });
});

test("mergeParts of scores near 1,000 does not overflow", () => {
  const big = q.map((x) => 1000 * x);
  const half = (from: number, to: number) => attentionPart(big, rows(K, from, to), rows(V, from, to));
  close(mergeParts(half(0, 5), half(5, M)), half(0, M));
});

test("attentionPart and mergeParts refuse shapes that do not fit", () => {
  expect(() => attentionPart([1, 2], K, V)).toThrow("attentionPart: Q is [1,2] but K is [11,4]");
  expect(() => mergeParts(part(0, 2), { m: 0, l: 1, o: [1] })).toThrow(
    "mergeParts: one output has 3 numbers, the other 1; parts of one attention have as many",
  );
});
