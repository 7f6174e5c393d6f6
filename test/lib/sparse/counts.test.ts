/** The counts of the course: each pattern's pairs at T = 6, and the formulas for every small size. */

import { attentionPairs } from "long-attention/attention";
import {
  bandNnz,
  bigBirdPattern,
  blockPattern,
  causalPattern,
  causalWindowPattern,
  countNnz,
  cyclicShift,
  density,
  etcPattern,
  inBlocks,
  itcPattern,
  lambdaNnz,
  lambdaPattern,
  localRandomPattern,
  stridedPattern,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, it } from "vitest";

it("windowPattern(6, 3) has 16 pairs, 3T − 2, where the slide says 3T = 18", () => {
  expect([windowPattern(6, 3).nnz, countNnz(windowPattern(6, 3)), 3 * 6]).toEqual([16, 16, 18]);
});

it("windowPattern(6, 5) has 24 pairs where the slide says 5T = 30", () => {
  expect([windowPattern(6, 5).nnz, countNnz(windowPattern(6, 5)), 5 * 6]).toEqual([24, 24, 30]);
});

it("windowPattern(6, 3, { dilation: 2 }) has 14 pairs", () => {
  const p = windowPattern(6, 3, { dilation: 2 });
  expect([p.nnz, countNnz(p)]).toEqual([14, 14]);
});

it("etcPattern(6, 3, 1, { columnsOnly: true }) has 23 pairs, and 4T − 1 for every T", () => {
  expect(countNnz(etcPattern(6, 3, 1, { columnsOnly: true }))).toBe(23);
  for (let T = 1; T < 40; T++) {
    const p = etcPattern(T, 3, 1, { columnsOnly: true });
    expect([p.nnz, countNnz(p)]).toEqual([4 * T - 1, 4 * T - 1]);
  }
});

it("etcPattern(6, 3, 1) has 29 pairs, and 5T − 1 for every T", () => {
  expect(countNnz(etcPattern(6, 3, 1))).toBe(29);
  for (let T = 1; T < 40; T++)
    expect([etcPattern(T, 3, 1).nnz, countNnz(etcPattern(T, 3, 1))]).toEqual([5 * T - 1, 5 * T - 1]);
});

it("itcPattern(6, 3, [0]) has 24 pairs", () => {
  expect([itcPattern(6, 3, [0]).nnz, countNnz(itcPattern(6, 3, [0]))]).toEqual([24, 24]);
});

it("localRandomPattern(6, 3, 1) has 22 pairs, 3T − 2 + rT", () => {
  for (const seed of [1, 2, 3]) expect(countNnz(localRandomPattern(6, 3, 1, rng(seed)))).toBe(22);
  for (const r of [0, 1, 2, 5])
    expect(countNnz(localRandomPattern(20, 3, r, rng(4)))).toBe(3 * 20 - 2 + r * 20);
});

it("blockPattern(6, 2) has 18 pairs, T²/2, for both permutations", () => {
  expect([blockPattern(6, 2), blockPattern(6, 2, [1, 0])].map(countNnz)).toEqual([18, 18]);
});

it("causalPattern(6) has 21 pairs, T(T+1)/2", () => {
  expect([causalPattern(6).nnz, countNnz(causalPattern(6))]).toEqual([21, 21]);
});

it("causalWindowPattern(6, 3) has 15 pairs, and Tw − w(w−1)/2 for every w ≤ T", () => {
  expect(countNnz(causalWindowPattern(6, 3))).toBe(15);
  for (let T = 1; T < 20; T++)
    for (let w = 1; w <= T; w++) expect(countNnz(causalWindowPattern(T, w))).toBe(T * w - (w * (w - 1)) / 2);
});

it("bandNnz(T, c) equals the count for all T < 20 and c < 45", () => {
  for (let T = 1; T < 20; T++)
    for (let c = 1; c < 45; c += 2) {
      expect(bandNnz(T, c)).toBe(countNnz(windowPattern(T, c)));
      const h = (c - 1) / 2;
      if (h < T) expect(bandNnz(T, c)).toBe(c * T - h * (h + 1));
      else expect(bandNnz(T, c)).toBe(T * T);
    }
});

it("bandNnz(T, c, s) equals T + 2 Σ max(0, T − ts)", () => {
  for (let T = 1; T < 16; T++)
    for (let c = 1; c < 20; c += 2)
      for (let s = 1; s < 8; s++) {
        let sum = T;
        for (let t = 1; t <= (c - 1) / 2; t++) sum += 2 * Math.max(0, T - t * s);
        expect(bandNnz(T, c, s)).toBe(sum);
      }
});

it("blockPattern(64, 16) is 6.25 % non-zero, 93.75 % sparse; n = 2 leaves 50 %", () => {
  expect(density(blockPattern(64, 16, cyclicShift(16, 3)))).toBe(0.0625);
  expect(1 - density(blockPattern(64, 16))).toBe(0.9375);
  expect(density(blockPattern(64, 2))).toBe(0.5);
});

it("stridedPattern(16, 4) has 82 pairs", () => {
  expect([stridedPattern(16, 4).nnz, countNnz(stridedPattern(16, 4))]).toEqual([82, 82]);
});

it("bigBirdPattern of 64 blocks, w=3, g=2, r=3, has 622 of 4096 blocks, 15.19 % of T = 4096", () => {
  for (const seed of [1, 2, 3]) {
    const blocks = bigBirdPattern(64, { w: 3, g: 2, r: 3 }, rng(seed));
    expect([blocks.nnz, countNnz(blocks), blocks.T * blocks.M]).toEqual([622, 622, 4096]);
    const tokens = inBlocks(blocks, 64);
    expect([tokens.T, tokens.nnz]).toEqual([4096, 622 * 64 * 64]);
    expect(density(tokens).toFixed(4)).toBe("0.1519");
  }
});

it("windowPattern(4096, 513), Longformer's w = 512 as 256 keys on each side, is 12.13 % of T²", () => {
  const p = windowPattern(4096, 513);
  expect(p.nnz).toBe(2_035_456);
  expect(density(p).toFixed(4)).toBe("0.1213");
});

it("lambdaNnz(12, 2, 4) is 57", () => {
  expect([lambdaNnz(12, 2, 4), countNnz(lambdaPattern(12, 2, 4))]).toEqual([57, 57]);
});

it("lambdaNnz(32768, 10, 4096) is 126,117,843, 23.49 % of causal", () => {
  expect(lambdaNnz(32_768, 10, 4096)).toBe(126_117_843);
  expect((lambdaNnz(32_768, 10, 4096) / attentionPairs(32_768, { causal: true })).toFixed(4)).toBe("0.2349");
});

it("lambdaNnz(T, g, L) equals the count for all small T, g and L", () => {
  for (let T = 1; T < 15; T++)
    for (let g = 0; g < 8; g++)
      for (let L = 1; L < 10; L++) expect(lambdaNnz(T, g, L)).toBe(countNnz(lambdaPattern(T, g, L)));
});
