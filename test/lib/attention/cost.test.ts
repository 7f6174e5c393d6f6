import { attentionFlops, attentionPairs, causalMask, softmaxFlops } from "long-attention/attention";
import { rowMajor } from "long-attention/tensor";
import { expect, it } from "vitest";

it("attentionPairs(T) is T², causal the ones of causalMask(T): 36 and 21 for the sentence", () => {
  expect([attentionPairs(6), attentionPairs(6, { causal: true })]).toEqual([36, 21]);
  for (let T = 1; T <= 12; T++) {
    expect(attentionPairs(T)).toBe(T * T);
    expect(attentionPairs(T, { causal: true })).toBe(rowMajor(causalMask(T)).reduce((a, b) => a + b));
  }
});

it("attentionFlops(T, d) counts two FLOPs for every multiply-add of QKᵀ and PV over the pairs", () => {
  const counted = (T: number, d: number, causal: boolean) => {
    let flops = 0;
    for (let i = 0; i < T; i++)
      for (let j = 0; j < T; j++) if (!causal || j <= i) for (let k = 0; k < d; k++) flops += 2 * 2; // q·k, then p·v
    return flops;
  };
  for (const [T, d] of [
    [1, 1],
    [6, 4],
    [7, 3],
    [13, 16],
  ] as const)
    for (const causal of [false, true]) expect(attentionFlops(T, d, { causal })).toBe(counted(T, d, causal));
});

it("attentionFlops(T, d) is 4T²d: 268,435,456 for T = 1024, d = 64", () => {
  expect(attentionFlops(1024, 64)).toBe(268_435_456);
  expect(attentionFlops(2048, 64)).toBe(4 * attentionFlops(1024, 64));
});

it("attentionFlops of causal attention keeps the diagonal: more than half of the full count", () => {
  expect(attentionFlops(6, 4, { causal: true }) / attentionFlops(6, 4)).toBe(21 / 36);
});

it("softmaxFlops(T) is five for every pair", () => {
  expect([softmaxFlops(6), softmaxFlops(6, { causal: true })]).toEqual([180, 105]);
});
