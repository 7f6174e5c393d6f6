import {
  crossing,
  deltaError,
  hybridBytes,
  kimiLinear,
  leastSquaresError,
  minimaxM1,
  qwen3Next,
  recallError,
  recallRate,
  sumError,
} from "long-attention/linear";
import { rng } from "long-attention/tensor";
import { describe, expect, it, test } from "vitest";
import { close } from "./close.ts";

const lengths = [2, 4, 8, 16, 32, 64, 128];
const mean = (of: (seed: number) => number, seeds = 40) =>
  Array.from({ length: seeds }, (_, k) => of(k + 1)).reduce((a, b) => a + b) / seeds;

test("sumError, deltaError and leastSquaresError of d = 32 are the published ones", () => {
  expect(lengths.map((n) => sumError(n, 32))).toEqual([
    0.03125, 0.09375, 0.21875, 0.46875, 0.96875, 1.96875, 3.96875,
  ]);
  expect(lengths.map((n) => deltaError(n, 32))).toEqual(
    close([
      0.017003676470588234, 0.05250828061840477, 0.12799139837034876, 0.2874582490588893, 0.5957721087498262,
      1.058084009853104, 1.4957446493505238,
    ]),
  );
  expect(lengths.map((n) => leastSquaresError(n, 32))).toEqual([0, 0, 0, 0, 0, 0.5, 0.75]);
});

test("recallError over forty seeds is 0.0323, 0.2182, 0.9568 for sums and 0.0173, 0.1280, 0.6023 for delta, n = 2, 8, 32", () => {
  const measured = (rule: "sum" | "delta") =>
    [2, 8, 32].map((n) => mean((seed) => recallError(rule, n, 32, rng(seed))));
  expect(measured("sum")).toEqual(close([0.03234778999877797, 0.21819807142820255, 0.9568094012007707]));
  expect(measured("delta")).toEqual(close([0.017267873856981024, 0.12801137122412778, 0.6023181355393055]));
});

test("recallError lies within 15 % of theory at any n", () => {
  for (const n of [4, 16, 64]) {
    expect(mean((seed) => recallError("sum", n, 32, rng(seed)), 20) / sumError(n, 32)).toBeCloseTo(1, 0.8);
    expect(mean((seed) => recallError("delta", n, 32, rng(seed)), 20) / deltaError(n, 32)).toBeCloseTo(
      1,
      0.8,
    );
  }
});

test("recallRate of one-hot values: a sum finds .9875 and .9266 of 32 and 64 pairs, one pass of delta .8641 and .5477", () => {
  const rate = (rule: "sum" | "delta") =>
    [32, 64].map((n) => mean((seed) => recallRate(rule, n, 32, rng(seed)), 20));
  expect(rate("sum")).toEqual(close([0.9875, 0.9265625]));
  expect(rate("delta")).toEqual(close([0.8640625, 0.54765625]));
});

describe("hybrids", () => {
  it.each([
    ["Qwen3-Next", qwen3Next, 1024, 2048, 3072],
    ["Kimi Linear", kimiLinear, 1821, 3641, 5202],
    ["MiniMax-M1", minimaxM1, 1024, 2048, 7168],
  ])(
    "crossing(%s) holds for a layer, for its traffic and for the model",
    (_name, model, layer, traffic, whole) => {
      expect(crossing(model)).toEqual({ layer, traffic, model: whole });
    },
  );

  it.each([
    ["Qwen3-Next", 4096, 177_930_240, 402_653_184],
    ["Qwen3-Next", 262_144, 6_519_717_888, 25_769_803_776],
    ["Kimi Linear", 4096, 76_447_744, 127_401_984],
    ["Kimi Linear", 2 ** 20, 8_499_134_464, 32_614_907_904],
    ["MiniMax-M1", 2 ** 20, 43_243_274_240, 343_597_383_680],
  ])("hybridBytes(%s) at %d tokens is %d of %d", (name, T, hybrid, allFull) => {
    const model = [qwen3Next, kimiLinear, minimaxM1].find((model) => model.name === name)!;
    expect(hybridBytes(model, T)).toMatchObject({ hybrid, allFull });
  });

  it("hybridBytes at the longest: 25.30 %, 26.06 % and 12.59 % of a full cache; Kimi's saving is 73.94 %, not 75", () => {
    const share = [qwen3Next, kimiLinear, minimaxM1].map((model) => {
      const { hybrid, allFull } = hybridBytes(model, model.longest);
      return hybrid / allFull;
    });
    expect(share).toEqual(close([0.25299835205078125, 0.26059047871656377, 0.1258544921875]));
  });

  it("crossing refuses a model without a full layer", () => {
    expect(() => crossing({ ...qwen3Next, full: 0 })).toThrow(
      "crossing: full must be a whole number of at least 1, not 0",
    );
  });
});
