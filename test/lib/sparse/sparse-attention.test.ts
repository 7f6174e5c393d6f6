import fc from "fast-check";
import { attention, head } from "long-attention/attention";
import {
  blockHeads,
  blockPattern,
  causalPattern,
  countingDot,
  cyclicShift,
  denseMask,
  etcPattern,
  fullPattern,
  itcPattern,
  lambdaPattern,
  type Pattern,
  patternFromKeys,
  sparseAttention,
  sparseHeads,
  stridedPattern,
  windowPattern,
} from "long-attention/sparse";
import { matrix, maxAbsDiff, randn, rng, rows, testTensors, toRows, transpose } from "long-attention/tensor";
import { expect, it } from "vitest";
import { anyPattern } from "./any-pattern.js";
import outputs from "./outputs.json" with { type: "json" };

const equalsGolden = (pattern: Pattern, O: number[][]) => {
  const { Q, K, V } = testTensors(pattern.T, 4);
  const counter = countingDot();
  expect(maxAbsDiff(sparseAttention(Q, K, V, pattern, counter), matrix(O))).toBeLessThanOrEqual(1e-12);
  expect(counter.calls).toBe(pattern.nnz);
};

it("sparseAttention over local, c=3, gives the published O for TT(6, 4)", () =>
  equalsGolden(windowPattern(6, 3), outputs.local3));

it("sparseAttention over local, c=5, gives the published O for TT(6, 4)", () =>
  equalsGolden(windowPattern(6, 5), outputs.local5));

it("sparseAttention over dilated, c=3, s=2, gives the published O for TT(6, 4)", () =>
  equalsGolden(windowPattern(6, 3, { dilation: 2 }), outputs.dilated3s2));

it("sparseAttention over two identity blocks gives the published O for TT(6, 4)", () =>
  equalsGolden(blockPattern(6, 2), outputs.blockIdentity2));

it("sparseAttention over two shifted blocks gives the published O for TT(6, 4)", () =>
  equalsGolden(blockPattern(6, 2, [1, 0]), outputs.blockShift2));

it("sparseAttention over ITC, g=1, c=3, gives the published O for TT(6, 4)", () =>
  equalsGolden(itcPattern(6, 3, [0]), outputs.itc1c3));

it("sparseAttention over ETC, g=1, c=3, gives the published O for TT(7, 4)", () =>
  equalsGolden(etcPattern(6, 3, 1), outputs.etc1c3));

it("sparseAttention over Λ, g=2, L=4, gives the published O for TT(12, 4)", () =>
  equalsGolden(lambdaPattern(12, 2, 4), outputs.lambda12));

it("sparseAttention over Λ equals full causal attention in rows i < g + L, and differs after", () => {
  const { Q, K, V } = testTensors(12, 4);
  const O = sparseAttention(Q, K, V, lambdaPattern(12, 2, 4));
  const full = attention(Q, K, V, { causal: true });
  expect(maxAbsDiff(rows(O, 0, 6), rows(full, 0, 6))).toBeLessThanOrEqual(1e-12);
  for (let i = 6; i < 12; i++)
    expect(maxAbsDiff(rows(O, i, i + 1), rows(full, i, i + 1))).toBeGreaterThan(1e-3);
});

it("sparseAttention over any pattern equals masked attention, with nnz dot products", () => {
  fc.assert(
    fc.property(anyPattern, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), (p, d, dv) => {
      const random = rng(p.nnz + d);
      const [Q, K, V] = [randn([p.T, d], random), randn([p.M, d], random), randn([p.M, dv], random)];
      const counter = countingDot();
      const O = sparseAttention(Q, K, V, p, counter);
      expect(maxAbsDiff(O, attention(Q, K, V, { mask: denseMask(p) }))).toBeLessThanOrEqual(1e-12);
      expect(counter.calls).toBe(p.nnz);
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("sparseAttention takes fewer queries than keys, another scale, and views", () => {
  const random = rng(3);
  const [Q, K, V] = [randn([3, 4], random), randn([4, 5], random), randn([5, 2], random)];
  const p = patternFromKeys([[0, 4], [1, 2, 3], [2]], 5);
  const O = sparseAttention(Q, transpose(K), V, p, { scale: 0.3 });
  const want = attention(Q, transpose(K), V, { mask: denseMask(p), scale: 0.3 });
  expect(maxAbsDiff(O, want)).toBeLessThanOrEqual(1e-12);
});

it("sparseAttention gives a query without keys zeros", () => {
  const { Q, K, V } = testTensors(3, 4);
  expect(toRows(sparseAttention(Q, K, V, patternFromKeys([[0], [], [2]])))[1]).toEqual([0, 0, 0, 0]);
});

it("sparseAttention stays finite for logits near ±1000", () => {
  const { Q, K, V } = testTensors(9, 4);
  const O = sparseAttention(Q, K, V, windowPattern(9, 3), { scale: 1000 });
  expect(maxAbsDiff(O, attention(Q, K, V, { mask: denseMask(windowPattern(9, 3)), scale: 1000 }))).toBe(0);
});

it("sparseAttention with a window of 65 over 10,000 tokens asks for nnz products, not 100 million", () => {
  const T = 10_000;
  const { Q, K, V } = testTensors(T, 1);
  const counter = countingDot();
  const p = windowPattern(T, 65);
  sparseAttention(Q, K, V, p, counter);
  expect(counter.calls).toBe(p.nnz);
  expect(p.nnz).toBe(65 * T - 32 * 33);
});

it("sparseHeads gives head h its own pattern and puts the heads side by side", () => {
  const { Q, K, V } = testTensors(10, 6);
  const patterns = [windowPattern(10, 3), causalPattern(10), stridedPattern(10, 3)];
  const O = sparseHeads(Q, K, V, patterns);
  patterns.forEach((p, h) => {
    const [q, k, v] = [Q, K, V].map((A) => head(A, h, 3)) as [typeof Q, typeof Q, typeof Q];
    const want = attention(q, k, v, { mask: denseMask(p) });
    expect(maxAbsDiff(head(O, h, 3), want)).toBeLessThanOrEqual(1e-12);
  });
});

it("sparseHeads over one full pattern is plain attention", () => {
  const { Q, K, V } = testTensors(7, 4);
  expect(maxAbsDiff(sparseHeads(Q, K, V, [fullPattern(7)]), attention(Q, K, V))).toBeLessThanOrEqual(1e-12);
});

it("blockHeads(Q, K, V, [π₀, π₁, …]) equals sparseHeads over the block patterns", () => {
  const { Q, K, V } = testTensors(12, 6);
  const perms = [cyclicShift(2, 0), cyclicShift(3, 1), cyclicShift(4, 3)];
  const patterns = [blockPattern(12, 2), blockPattern(12, 3, [1, 2, 0]), blockPattern(12, 4, [3, 0, 1, 2])];
  expect(maxAbsDiff(blockHeads(Q, K, V, perms), sparseHeads(Q, K, V, patterns))).toBe(0);
});

it("blockHeads with the permutations swapped swaps the heads of equal columns", () => {
  const { Q, K, V } = testTensors(6, 2);
  const twice = (A: typeof Q) => matrix(toRows(A).map((row) => [...row, ...row]));
  const [a, b] = [
    [0, 1],
    [1, 0],
  ];
  const O = blockHeads(twice(Q), twice(K), twice(V), [a!, b!]);
  const swapped = blockHeads(twice(Q), twice(K), twice(V), [b!, a!]);
  expect(maxAbsDiff(head(O, 0, 2), head(swapped, 1, 2))).toBe(0);
  expect(maxAbsDiff(head(O, 0, 2), head(swapped, 0, 2))).toBeGreaterThan(0.1);
});
