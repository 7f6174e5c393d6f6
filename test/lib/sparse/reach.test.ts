import {
  bigBirdPattern,
  blockPattern,
  causalPattern,
  causalWindowPattern,
  cyclicShift,
  fullPattern,
  itcPattern,
  layersToFullReach,
  layersToReach,
  type Pattern,
  reachByLayer,
  stridedPattern,
  union,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, it } from "vitest";

const T = 16;

it("layersToFullReach of local, c=3, at T = 16 is 15", () => {
  expect(layersToFullReach(windowPattern(T, 3))).toBe(15);
});

it("layersToFullReach of local, c=5, at T = 16 is 8", () => {
  expect(layersToFullReach(windowPattern(T, 5))).toBe(8);
});

it("layersToFullReach of dilated, c=3, s=2, at T = 16 is Infinity: odd never hears even", () => {
  const p = windowPattern(T, 3, { dilation: 2 });
  expect(layersToFullReach(p)).toBe(Infinity);
  expect(layersToReach(p, 0).map((k) => k < Infinity)).toEqual(
    Array.from({ length: T }, (_, j) => j % 2 === 0),
  );
});

it("layersToFullReach of 4 identity blocks at T = 16 is Infinity", () => {
  expect(layersToFullReach(blockPattern(T, 4))).toBe(Infinity);
});

it("layersToFullReach of 4 cyclically shifted blocks at T = 16 is 4", () => {
  expect(layersToFullReach(blockPattern(T, 4, cyclicShift(4)))).toBe(4);
});

it("layersToFullReach of local, c=3, with one global token at T = 16 is 2", () => {
  expect(layersToFullReach(itcPattern(T, 3, [0]))).toBe(2);
  expect(layersToFullReach(itcPattern(T, 3, [9]))).toBe(2);
});

it("layersToFullReach(strided T=16 l=4, { causal }) is 2: two hops reach every earlier key", () => {
  expect(layersToFullReach(stridedPattern(T, 4), { causal: true })).toBe(2);
  expect(layersToFullReach(stridedPattern(T, 4))).toBe(Infinity);
});

it("layersToFullReach of a union of all cyclic shifts is 1: merged heads see everything", () => {
  const heads = [0, 1, 2, 3].map((s) => blockPattern(T, 4, cyclicShift(4, s)));
  expect(layersToFullReach(union(...heads))).toBe(1);
});

it("layersToFullReach(causal) never reaches the future, but every past token in one layer", () => {
  expect(layersToFullReach(causalPattern(T))).toBe(Infinity);
  expect(layersToFullReach(causalPattern(T), { causal: true })).toBe(1);
});

it("layersToReach(causal window w, i) grows by w − 1 tokens per layer", () => {
  const hops = layersToReach(causalWindowPattern(T, 4), 15);
  expect(hops).toEqual(Array.from({ length: T }, (_, j) => Math.ceil((15 - j) / 3)));
});

it("reachByLayer(p) counts who is known, layer by layer, from oneself alone to everyone", () => {
  expect(reachByLayer(windowPattern(5, 3))).toEqual([
    [1, 1, 1, 1, 1],
    [2, 3, 3, 3, 2],
    [3, 4, 5, 4, 3],
    [4, 5, 5, 5, 4],
    [5, 5, 5, 5, 5],
  ]);
  expect(reachByLayer(fullPattern(1))).toEqual([[1]]);
});

it("reachByLayer(p, layers) has layers + 1 rows, more or fewer than it needs", () => {
  expect(reachByLayer(blockPattern(4, 2), 3)).toEqual([
    [1, 1, 1, 1],
    [2, 2, 2, 2],
    [2, 2, 2, 2],
    [2, 2, 2, 2],
  ]);
  expect(reachByLayer(windowPattern(5, 3), 1)).toHaveLength(2);
});

it("reachByLayer(p) equals powers of the mask with the residual on its diagonal", () => {
  const patterns: Pattern[] = [
    windowPattern(9, 3, { causal: true }),
    blockPattern(9, 3, [1, 2, 0]),
    bigBirdPattern(11, { w: 3, g: 1, r: 1 }, rng(3)),
    windowPattern(10, 5, { dilation: 2 }),
  ];
  for (const p of patterns) {
    let known = Array.from({ length: p.T }, (_, i) => new Set([i]));
    for (const row of reachByLayer(p)) {
      expect(row).toEqual(known.map((set) => set.size));
      known = known.map((set, i) => new Set([...set, ...p.keys(i).flatMap((j) => [...known[j]!])]));
    }
  }
});
