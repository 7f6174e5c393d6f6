import "./relaxed-simd.js";
import { availableBackends, fastAttention, keyTiles, patternTiles } from "long-attention/fast";
import {
  bigBirdPattern,
  blockPattern,
  causalPattern,
  causalWindowPattern,
  cyclicShift,
  fullPattern,
  inBlocks,
  itcPattern,
  lambdaPattern,
  localRandomPattern,
  type Pattern,
  stridedPattern,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import { farFromPlain, plainResult, randomInputs, tolerance } from "./compare.js";

/** Several tiles wide, most with a length that tiles do not divide. */
const patterns: readonly (readonly [string, Pattern])[] = [
  ["full", fullPattern(150, 201)],
  ["window", windowPattern(300, 65)],
  ["dilated window", windowPattern(205, 21, { dilation: 7 })],
  ["causal window", causalWindowPattern(260, 100)],
  ["shifted blocks", blockPattern(256, 4, cyclicShift(4))],
  ["strided", stridedPattern(210, 30)],
  ["ITC", itcPattern(199, 9, [0, 70, 198])],
  ["BigBird over tokens", bigBirdPattern(180, { w: 5, g: 3, r: 4 }, rng(1))],
  ["BigBird in blocks of a tile", inBlocks(bigBirdPattern(7, { w: 3, g: 1, r: 1 }, rng(2)), 64)],
  ["BigBird in blocks that straddle tiles", inBlocks(bigBirdPattern(9, { w: 3, g: 1, r: 1 }, rng(3)), 23)],
  ["local and random", localRandomPattern(170, 9, 3, rng(4))],
  ["Λ", lambdaPattern(230, 5, 70)],
];

it.each(patterns)("fastAttention by every backend equals masked attention over %s", (_, pattern) => {
  const { Q, K, V } = randomInputs([pattern.T, pattern.M, 12, 10], pattern.T);
  const want = plainResult(Q, K, V, { pattern });
  for (const backend of availableBackends())
    expect(farFromPlain(Q, K, V, { backend, pattern }, want), backend).toBeLessThanOrEqual(
      tolerance(backend),
    );
});

describe("keyTiles(runs, Bc)", () => {
  it("lists the tiles that some row reads, whole only where every row reads every key", () => {
    const runs = [
      [0, 4, 9, 10],
      [0, 4, 15, 16],
    ];
    expect(keyTiles(runs, 4)).toEqual([
      { j: 0, whole: true },
      { j: 8, whole: false },
      { j: 12, whole: false },
    ]);
  });

  it("never calls a tile whole that sticks out beyond the keys", () => {
    expect(keyTiles([[0, 6]], 4)).toEqual([
      { j: 0, whole: true },
      { j: 4, whole: false },
    ]);
  });

  it("is empty for rows that read nothing", () => {
    expect(keyTiles([[], []], 4)).toEqual([]);
  });
});

it("patternTiles(pattern, Br, Bc) counts the tiles that are visited, those that are cut, and all", () => {
  expect(patternTiles(inBlocks(windowPattern(64, 3), 64))).toEqual({
    visited: 3 * 64 - 2,
    cut: 0,
    all: 64 * 64,
  });
  expect(patternTiles(causalPattern(256))).toEqual({ visited: 10, cut: 4, all: 16 });
  expect(patternTiles(fullPattern(100, 130), 50, 60)).toEqual({ visited: 6, cut: 2, all: 6 });
  expect(patternTiles(windowPattern(10, 1), 4, 2)).toEqual({ visited: 5, cut: 5, all: 15 });
  expect(() => patternTiles(fullPattern(4), 0)).toThrow(
    "patternTiles: Br must be a whole number of at least 1",
  );
});

it("fastAttention over a window of 33 in 20,000 tokens needs tiles near the diagonal only", () => {
  const { Q, K, V } = randomInputs([20_000, 20_000, 4, 4], 1);
  const { O } = fastAttention(Q, K, V, { pattern: windowPattern(20_000, 33), scale: 0 });
  let mean = 0;
  for (let j = 9_984; j <= 10_016; j++) mean += V.get(j, 2) / 33;
  expect(O.get(10_000, 2)).toBeCloseTo(mean, 5);
});
