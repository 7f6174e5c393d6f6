/** Each pattern against its rule, written down a second time, entry by entry. */

import { causalMask } from "long-attention/attention";
import {
  bigBirdPattern,
  blockMask,
  causalWindowPattern,
  cyclicShift,
  denseMask,
  etcMask,
  etcPattern,
  globalPattern,
  inBlocks,
  itcPattern,
  keyLists,
  lambdaMask,
  patternFromKeys,
  stridedPattern,
  windowMask,
  windowPattern,
} from "long-attention/sparse";
import { fromFunction, type Matrix, rng, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

const mask = (T: number, rule: (i: number, j: number) => boolean): number[][] =>
  toRows(fromFunction([T, T], (i, j) => (rule(i, j) ? 1 : 0)));
const same = (A: Matrix, rows: number[][]) => expect(toRows(A)).toEqual(rows);

it("windowMask(T, c, { dilation, causal }) is 1 where s | (i−j), |i−j| ≤ hs and, if causal, j ≤ i", () => {
  for (const [T, c, s] of [
    [6, 3, 1],
    [6, 5, 1],
    [7, 3, 2],
    [11, 5, 3],
    [4, 9, 1],
    [5, 1, 4],
  ] as const)
    for (const causal of [false, true]) {
      const h = (c - 1) / 2;
      same(
        windowMask(T, c, { dilation: s, causal }),
        mask(T, (i, j) => (i - j) % s === 0 && Math.abs(i - j) <= h * s && !(causal && j > i)),
      );
    }
});

it("windowMask(6, 3, { causal: true }) is the window of c = 3 with its future cut off, 11 pairs", () => {
  expect(windowPattern(6, 3, { causal: true }).nnz).toBe(11);
  same(
    windowMask(6, 3, { causal: true }),
    mask(6, (i, j) => i - j === 0 || i - j === 1),
  );
});

it("causalWindowPattern(T, w) is 1 where 0 ≤ i−j < w", () => {
  for (const [T, w] of [
    [6, 3],
    [7, 4],
    [3, 9],
    [5, 1],
  ] as const)
    same(
      denseMask(causalWindowPattern(T, w)),
      mask(T, (i, j) => i >= j && i - j < w),
    );
});

it("etcMask(T, c, g) puts g rows and columns of 1 before the band", () => {
  for (const [T, c, g] of [
    [6, 3, 1],
    [5, 5, 3],
    [4, 3, 0],
  ] as const)
    same(
      etcMask(T, c, g),
      mask(T + g, (i, j) => i < g || j < g || Math.abs(i - j) <= (c - 1) / 2),
    );
});

it("etcPattern(T, c, g, { columnsOnly: true }) lets the new tokens read only one another", () => {
  same(
    denseMask(etcPattern(5, 3, 2, { columnsOnly: true })),
    mask(7, (i, j) => j < 2 || (i >= 2 && Math.abs(i - j) <= 1)),
  );
});

it("itcPattern(T, c, G) is 1 where i ∈ G or j ∈ G or |i−j| ≤ h, for G in any order", () => {
  const G = [7, 0, 3];
  const rule = (i: number, j: number) => G.includes(i) || G.includes(j);
  same(
    denseMask(itcPattern(9, 3, G)),
    mask(9, (i, j) => rule(i, j) || Math.abs(i - j) <= 1),
  );
  same(denseMask(globalPattern(9, G)), mask(9, rule));
});

it("blockMask(9, 3, [1, 2, 0]) lets block 0 read block 1, not block 2", () => {
  const perm = [1, 2, 0];
  const block = (i: number) => Math.floor((i * 3) / 9);
  same(
    blockMask(9, 3, perm),
    mask(9, (i, j) => perm[block(i)] === block(j)),
  );
  expect(toRows(blockMask(9, 3, perm))[0]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0]);
});

it("blockMask(6, 2) is two blocks on the diagonal: n counts blocks, not their size", () => {
  same(
    blockMask(6, 2),
    mask(6, (i, j) => Math.floor(i / 3) === Math.floor(j / 3)),
  );
});

it("cyclicShift(4, s) moves every block by s, also backwards and round", () => {
  expect([cyclicShift(4), cyclicShift(4, 0), cyclicShift(4, -1), cyclicShift(4, 6)]).toEqual([
    [1, 2, 3, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 3, 0, 1],
  ]);
});

it("lambdaMask(T, g, L) is 1 where j ≤ i and (j < g or i−j < L)", () => {
  for (const [T, g, L] of [
    [12, 2, 4],
    [7, 0, 3],
    [5, 3, 9],
    [6, 2, 1],
  ] as const)
    same(
      lambdaMask(T, g, L),
      mask(T, (i, j) => j <= i && (j < g || i - j < L)),
    );
});

it("lambdaMask(12, 2, 4) has full causal rows up to i = g + L − 1, and no further", () => {
  const [rows, full] = [toRows(lambdaMask(12, 2, 4)), toRows(causalMask(12))];
  expect(rows.findIndex((row, i) => row.join() !== full[i]!.join())).toBe(2 + 4);
});

it("stridedPattern(T, l) is 1 where j ≤ i and (i−j < l or l | (i−j))", () => {
  for (const [T, l] of [
    [16, 4],
    [7, 3],
    [5, 1],
    [4, 9],
  ] as const)
    same(
      denseMask(stridedPattern(T, l)),
      mask(T, (i, j) => j <= i && (i - j < l || (i - j) % l === 0)),
    );
});

it("bigBirdPattern reads window and globals, and r more keys in every row that is not global", () => {
  for (const seed of [1, 2, 3]) {
    const p = bigBirdPattern(30, { w: 5, g: 3, r: 4 }, rng(seed));
    const fixed = keyLists(itcPattern(30, 5, [0, 1, 2]));
    keyLists(p).forEach((keys, i) => {
      expect(fixed[i]!.every((j) => keys.includes(j))).toBe(true);
      expect(keys.length - fixed[i]!.length).toBe(i < 3 ? 0 : 4);
    });
  }
});

it("bigBirdPattern(12, {}) is the paper's Fig. 1: w = 3, g = 2, r = 2", () => {
  const p = bigBirdPattern(12, {}, rng(1));
  expect(p.name).toBe("BigBird, w=3, g=2, r=2");
  expect(p.keys(6)).toHaveLength(2 + 3 + 2);
});

it("inBlocks(p, size) reads key j from query i where block ⌊i/size⌋ reads block ⌊j/size⌋", () => {
  const p = patternFromKeys([[1], [0, 2]], 3);
  expect(toRows(denseMask(inBlocks(p, 2)))).toEqual([
    [0, 0, 1, 1, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [1, 1, 0, 0, 1, 1],
    [1, 1, 0, 0, 1, 1],
  ]);
});
