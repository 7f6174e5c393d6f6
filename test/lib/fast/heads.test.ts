import "./relaxed-simd.js";
import fc from "fast-check";
import { groupedQueryAttention, head, multiHeadAttention } from "long-attention/attention";
import { availableBackends, fastAttention, fastHeads } from "long-attention/fast";
import { lambdaPattern } from "long-attention/sparse";
import { maxAbsDiff, randn, rng } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const count = fc.integer({ min: 1, max: 3 });

describe.each(availableBackends())('fastHeads with backend "%s"', (backend) => {
  it("equals grouped-query attention for any number of heads in a group", () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 80 }), fc.boolean(), (G, share, N, causal) => {
        const random = rng(N);
        const [H, d, dv, M] = [G * share, 5, 3, N + 4];
        const [Q, K, V] = [randn([N, H * d], random), randn([M, G * d], random), randn([M, G * dv], random)];
        const { O } = fastHeads(Q, K, V, { H, G, causal, backend });
        const want = groupedQueryAttention(Q, K, V, H, G, { causal });
        expect(maxAbsDiff(O, want)).toBeLessThanOrEqual(backend.startsWith("wasm") ? 4e-6 : 1e-12);
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});

it("fastHeads(Q, K, V, { H }) is multi-head attention, with each head's own L", () => {
  const random = rng(1);
  const [Q, K, V] = [randn([70, 12], random), randn([70, 12], random), randn([70, 12], random)];
  const { O, L, backend } = fastHeads(Q, K, V, { H: 3 });
  expect(maxAbsDiff(O, multiHeadAttention(Q, K, V, 3))).toBeLessThanOrEqual(4e-6);
  const second = fastAttention(head(Q, 1, 3), head(K, 1, 3), head(V, 1, 3));
  expect(backend).toBe(second.backend);
  for (const i of [0, 63, 64, 69]) expect(L.get(i, 1)).toBeCloseTo(second.L.get(i), 6);
});

it("fastHeads gives every head the pattern", () => {
  const random = rng(2);
  const [Q, K, V] = [randn([90, 8], random), randn([90, 4], random), randn([90, 6], random)];
  const pattern = lambdaPattern(90, 2, 9);
  const { O } = fastHeads(Q, K, V, { H: 2, G: 1, pattern });
  const second = fastAttention(head(Q, 1, 2), K, V, { pattern });
  expect(maxAbsDiff(head(O, 1, 2), second.O)).toBeLessThanOrEqual(1e-6);
});

it("fastHeads turns to TypeScript for all heads when one has scores too large for 32 bits", () => {
  const random = rng(3);
  const [Q, K, V] = [randn([9, 8], random), randn([9, 8], random), randn([9, 8], random)];
  for (let i = 0; i < 9; i++) Q.set(i, 7, 1e5);
  expect(fastHeads(Q, K, V, { H: 2 }).backend).toBe("typescript");
  expect(maxAbsDiff(fastHeads(Q, K, V, { H: 2 }).O, multiHeadAttention(Q, K, V, 2))).toBeLessThanOrEqual(
    1e-12,
  );
});

it("fastHeads says which columns do not split, and whose", () => {
  const Q = randn([4, 8], rng(1));
  expect(() => fastHeads(Q, Q, Q, { H: 3 })).toThrow(
    "fastHeads: Q is [4,8], whose 8 columns do not split into 3 equal heads",
  );
  expect(() => fastHeads(Q, Q, Q, { H: 4, G: 3 })).toThrow("fastHeads: 4 query heads do not split evenly");
});
