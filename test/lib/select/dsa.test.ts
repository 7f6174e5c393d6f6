import fc from "fast-check";
import { fromFunction, randn, rng, testEntry, testTensors, toRows } from "long-attention";
import { attention } from "long-attention/attention";
import {
  deepseekV32,
  dsaAttention,
  dsaCost,
  dsaLimits,
  dsaPrefillPairs,
  indexScores,
  topKCausal,
} from "long-attention/select";
import { describe, expect, it, test } from "vitest";

const sum = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0);

/** T = 12 tokens, two index heads of 4 numbers, three keys a query. */
const { Q, K, V } = testTensors(12, 4);
const indexer = {
  queries: Array.from({ length: 12 }, (_, t) => fromFunction([2, 4], (h, c) => testEntry.Q(t + 5 * h, c))),
  weights: fromFunction([12, 2], (t, h) => (((7 * t + 3 * h) % 5) - 2) / 2),
  keys: K,
  k: 3,
};
const scores = (t: number) =>
  [...indexScores(indexer.queries[t]!, toRows(indexer.weights)[t]!, K)].slice(0, t + 1);

describe("the lightning indexer of TT(12, 4)", () => {
  it("indexScores of query 5 is .3359375, 0, .40625, −.0703125, −.6875, .09375", () => {
    expect(scores(5)).toEqual([0.3359375, 0, 0.40625, -0.0703125, -0.6875, 0.09375]);
  });

  it("indexScores of query 11 has seven exact zeros, and topKCausal takes the earliest: {2,3,4}", () => {
    expect(scores(11)).toEqual([-0.265625, -0.96875, 0, 0, 0, 0, -1.21875, -0.140625, -0.84375, 0, 0, 0]);
    expect(topKCausal(scores(11), 11, 3)).toEqual([2, 3, 4]);
    expect(topKCausal(scores(5), 5, 3)).toEqual([0, 2, 5]);
  });

  it("indexScores finds 0,1,1,1,1,1,4,3,3,3,2,7 zeros, row by row", () => {
    const zeros = Array.from({ length: 12 }, (_, t) => scores(t).filter((score) => score === 0).length);
    expect(zeros).toEqual([0, 1, 1, 1, 1, 1, 4, 3, 3, 3, 2, 7]);
  });

  it("dsaAttention reads 33 keys, chosen as published, and gives ΣO = −7.502527256278833", () => {
    const { O, selected } = dsaAttention(Q, K, V, indexer);
    expect(selected).toEqual([
      [0],
      [0, 1],
      [0, 1, 2],
      [0, 2, 3],
      [0, 2, 4],
      [0, 2, 5],
      [0, 3, 4],
      [0, 1, 6],
      [1, 3, 5],
      [1, 4, 9],
      [1, 6, 8],
      [2, 3, 4],
    ]);
    expect(sum(selected.map((keys) => keys.length))).toBe(33);
    expect(sum(O.data)).toBeCloseTo(-7.502527256278833, 11);
  });
});

test("dsaAttention is full causal attention once k covers the text", () => {
  const [Q, K, V] = [1, 2, 3].map((seed) => randn([12, 5], rng(seed)));
  const { O } = dsaAttention(Q!, K!, V!, { ...indexer, k: 12 });
  const full = toRows(attention(Q!, K!, V!, { causal: true }));
  expect(toRows(O)).toEqual(full.map((row) => row.map((x) => expect.closeTo(x, 12))));
});

test("indexScores is homogeneous in its weights, adds over heads, and is never negative when weights are not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      fc.nat(1000),
      (H, d, seed) => {
        const random = rng(seed);
        const [q, K] = [randn([H, d], random), randn([7, d], random)];
        const w = [...randn([1, H], random).data];
        const once = indexScores(q, w, K);
        const twice = indexScores(
          q,
          w.map((x) => -2 * x),
          K,
        );
        once.forEach((score, j) => expect(twice[j]).toBeCloseTo(-2 * score, 10));
        const each = w.map((x, h) =>
          indexScores(
            fromFunction([1, d], (_, c) => q.get(h, c)),
            [x],
            K,
          ),
        );
        once.forEach((score, j) => expect(sum(each.map((one) => one[j]!))).toBeCloseTo(score, 10));
        expect(Math.min(...indexScores(q, w.map(Math.abs), K))).toBeGreaterThanOrEqual(0);
      },
    ),
    { seed: 11, numRuns: 40 },
  );
});

test("topKCausal keeps to the past, to the earlier of equals and to the order of the tokens", () => {
  expect(topKCausal([-3, -1, -2, 0], 2, 2)).toEqual([1, 2]);
  expect(topKCausal([1, 1, 1, 1], 3, 2)).toEqual([0, 1]);
  expect(topKCausal([5, 1, 9], 2, 10)).toEqual([0, 1, 2]);
  expect(topKCausal([-0, 0, -0], 2, 1)).toEqual([0]);
  expect(topKCausal([-Infinity, -Infinity, 3], 2, 2)).toEqual([0, 2]);
  const long = Array.from({ length: 12 }, (_, j) => j);
  expect(topKCausal(long, 11, 3)).toEqual([9, 10, 11]);
  const scores = [2, 1, 3];
  topKCausal(scores, 2, 1);
  expect(scores).toEqual([2, 1, 3]);
});

test("indexScores, topKCausal and dsaAttention refuse what does not fit, with shapes", () => {
  expect(() => indexScores(Q, [1], K)).toThrow(
    "indexScores: q is [12,4], K is [12,4] and w has 1 numbers; K needs q's columns, and w a weight for each of q's rows",
  );
  expect(() => topKCausal([1, 2], 2, 1)).toThrow(
    "topKCausal: t is 2 but there are only 2 scores; give one for each key up to t",
  );
  expect(() => topKCausal([1, Number.NaN], 1, 1)).toThrow("topKCausal: score 1 is NaN");
  expect(topKCausal([1, Number.NaN], 0, 1)).toEqual([0]);
  expect(() => dsaAttention(Q, K, V, { ...indexer, queries: [] })).toThrow(
    "dsaAttention: Q is [12,4], K is [12,4], there are 0 index queries",
  );
});

describe("what selection costs in DeepSeek-V3.2", () => {
  it("deepseekV32 has 8,192 and 139,264 multiply-adds, 132 and 1,152 bytes a token", () => {
    expect(deepseekV32).toMatchObject({
      indexMacs: 8192,
      attentionMacs: 139_264,
      indexBytes: 132,
      rowBytes: 1152,
    });
  });

  it("dsaLimits is 17× and 8.727× at most, from 2,176 tokens on and from 2,313.04", () => {
    const { macs, bytes } = dsaLimits(deepseekV32);
    expect(macs).toEqual({ limit: 17, breakEven: 2176 });
    expect(bytes.limit).toBeCloseTo(8.727272727272727, 12);
    expect(bytes.breakEven).toBeCloseTo(2313.035294117647, 9);
  });

  it.each([
    [2048, 0.9444444444444444, 0.897196261682243, 0.05555555555555555],
    [32_768, 8.242424242424242, 5.647058823529412, 0.48484848484848486],
    [131_072, 13.432098765432098, 7.68, 0.7901234567901234],
    [1_048_576, 16.453686200378073, 8.581005586592179, 0.9678638941398866],
  ])(
    "dsaCost(%d) gains %d in multiply-adds and %d in bytes; the indexer's share is %d",
    (T, macs, bytes, share) => {
      const { dense, selecting, indexShare } = dsaCost(T, deepseekV32);
      expect(dense.macs / selecting.macs).toBeCloseTo(macs, 12);
      expect(dense.bytes / selecting.bytes).toBeCloseTo(bytes, 12);
      expect(indexShare).toBeCloseTo(share, 12);
    },
  );

  it("dsaCost at the break-even 2,176 is as many multiply-adds as without selection", () => {
    const { dense, selecting } = dsaCost(2176, deepseekV32);
    expect(selecting.macs).toBe(dense.macs);
  });

  it("dsaPrefillPairs(131072, 2048) is 266,339,328 selected and 8,590,000,128 scanned", () => {
    expect(dsaPrefillPairs(131_072, 2048)).toEqual({ selected: 266_339_328, scanned: 8_590_000_128 });
    expect(dsaPrefillPairs(2048, 2048)).toEqual({ selected: 2_098_176, scanned: 2_098_176 });
  });
});
