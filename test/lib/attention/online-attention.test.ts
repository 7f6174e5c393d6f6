import fc from "fast-check";
import { attention, onlineAttention } from "long-attention/attention";
import { maxAbsDiff, randn, rng, walkTensors } from "long-attention/tensor";
import { expect, it } from "vitest";

it("onlineAttention(Q, K, V) equals attention(Q, K, V) for any shapes and any blocks of keys", () => {
  const size = fc.integer({ min: 1, max: 12 });
  const property = fc.property(size, size, size, size, size, fc.integer(), (N, M, d, dv, Bc, seed) => {
    const random = rng(seed);
    const [Q, K, V] = [randn([N, d], random), randn([M, d], random), randn([M, dv], random)];
    return maxAbsDiff(onlineAttention(Q, K, V, { Bc, scale: 2 }), attention(Q, K, V, { scale: 2 })) < 1e-12;
  });
  fc.assert(property, { seed: 19, numRuns: 50 });
});

it("onlineAttention with the inverse that FlashAttention-2's paper prints is off by 224.5 on the walk tensors", () => {
  const { Q, K, V } = walkTensors();
  const exact = attention(Q, K, V);
  const inverse = (oldMax: number, newMax: number) => 1 / Math.exp(oldMax - newMax);
  expect(maxAbsDiff(onlineAttention(Q, K, V, { Bc: 16, rescaleOutput: inverse }), exact)).toBeCloseTo(
    224.5,
    1,
  );
  expect(maxAbsDiff(onlineAttention(Q, K, V, { Bc: 16 }), exact)).toBeLessThan(1e-12);
});

it("onlineAttention refuses a block of no keys and sizes that do not fit", () => {
  const { Q, K, V } = walkTensors(8, 4);
  expect(() => onlineAttention(Q, K, V, { Bc: 0 })).toThrow(
    "onlineAttention: Bc must be a whole number of at least 1, not 0",
  );
  expect(() => onlineAttention(Q, walkTensors(8, 3).K, V)).toThrow(
    "onlineAttention: Q is [8,4] but K is [8,3]",
  );
});
