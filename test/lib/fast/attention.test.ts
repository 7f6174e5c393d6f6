import "./relaxed-simd.js";
import fc from "fast-check";
import { attentionBackward, attention as plain } from "long-attention/attention";
import { attention, availableBackends, fastAttention } from "long-attention/fast";
import { flashBackward } from "long-attention/flash";
import { causalPattern, patternFromKeys } from "long-attention/sparse";
import { maxAbsDiff, randn, rng, testTensors, transpose, zeros } from "long-attention/tensor";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { anyPattern } from "../sparse/any-pattern.js";
import { farFromPlain, randomInputs, tolerance } from "./compare.js";

const width = fc.integer({ min: 1, max: 21 });
const length = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 60, max: 140 }));
const seed = fc.integer({ min: 1, max: 1e6 });

describe.each(availableBackends())('fastAttention with backend "%s"', (backend) => {
  it("equals attention(Q, K, V) on random shapes, whole and ragged tiles", () => {
    fc.assert(
      fc.property(length, length, width, width, seed, (N, M, d, dv, s) => {
        const { Q, K, V } = randomInputs([N, M, d, dv], s);
        expect(farFromPlain(Q, K, V, { backend })).toBeLessThanOrEqual(tolerance(backend));
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("equals causal attention, with as many keys as queries and with more", () => {
    fc.assert(
      fc.property(length, fc.integer({ min: 0, max: 70 }), width, seed, (N, more, d, s) => {
        const { Q, K, V } = randomInputs([N, N + more, d, 5], s);
        expect(farFromPlain(Q, K, V, { backend, causal: true })).toBeLessThanOrEqual(tolerance(backend));
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it("equals masked attention over any pattern", () => {
    fc.assert(
      fc.property(anyPattern, width, width, seed, (pattern, d, dv, s) => {
        const { Q, K, V } = randomInputs([pattern.T, pattern.M, d, dv], s);
        expect(farFromPlain(Q, K, V, { backend, pattern })).toBeLessThanOrEqual(tolerance(backend));
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("equals masked attention over random masks, rows that see nothing among them", () => {
    fc.assert(
      fc.property(length, length, fc.constantFrom(0, 0.02, 0.5, 0.98), seed, (N, M, density, s) => {
        const random = rng(s);
        const mask = zeros([N, M]);
        for (let t = 0; t < mask.data.length; t++) mask.data[t] = random() < density ? 1 : 0;
        const { Q, K, V } = randomInputs([N, M, 6, 3], s);
        expect(farFromPlain(Q, K, V, { backend, mask })).toBeLessThanOrEqual(tolerance(backend));
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("gives a row that sees nothing zeros, and L = −∞", () => {
    const { Q, K, V } = randomInputs([70, 70, 4, 3], 1);
    const lists = Array.from({ length: 70 }, (_, i) => (i === 3 || i > 60 ? [] : [i]));
    const { O, L } = fastAttention(Q, K, V, { backend, pattern: patternFromKeys(lists, 70) });
    for (const i of [3, 61, 69]) {
      expect([O.get(i, 0), O.get(i, 1), O.get(i, 2)]).toEqual([0, 0, 0]);
      expect(L.get(i)).toBe(-Infinity);
    }
    expect(O.get(4, 0)).toBeCloseTo(V.get(4, 0), 6);
  });

  // Multiples of 1/64 below 2¹⁷ are exact in 32 bits too: what is left to go wrong is the softmax.
  it("stays exact for scores of ±10⁴", () => {
    for (const causal of [false, true]) {
      const { Q, K, V } = testTensors(150, 16);
      Q.data.forEach((x, t) => {
        Q.data[t] = 4096 * x;
      });
      expect(farFromPlain(Q, K, V, { backend, causal })).toBeLessThanOrEqual(tolerance(backend));
    }
  });

  it("takes a scale of 0 and a negative one", () => {
    const { Q, K, V } = randomInputs([66, 67, 8, 9], 5);
    for (const scale of [0, -0.7])
      expect(farFromPlain(Q, K, V, { backend, scale })).toBeLessThanOrEqual(tolerance(backend));
  });

  it("reads 32-bit matrices and views as they are", () => {
    const { Q, K, V } = randomInputs([40, 40, 8, 8], 3);
    const want = fastAttention(Q, transpose(K.hi(8, 8)), V.hi(8, 5), { backend });
    const K32 = ndarray(Float32Array.from(K.data), K.shape).transpose(1, 0);
    const got = fastAttention(Q, K32.hi(8, 8), V.hi(8, 5), { backend });
    expect(want.O.shape).toEqual([40, 5]);
    expect(want.backend).toBe(backend);
    expect(maxAbsDiff(got.O, want.O)).toBeLessThanOrEqual(1e-6);
  });
});

describe("fastAttention(Q, K, V)", () => {
  it("returns the L with which flashBackward finds the gradients of attention", () => {
    const { Q, K, V } = randomInputs([70, 70, 8, 6], 11);
    const dO = randn([70, 6], rng(12));
    const options = { causal: true };
    const got = flashBackward(Q, K, V, fastAttention(Q, K, V, options), dO, options);
    const want = attentionBackward(Q, K, V, dO, options);
    for (const name of ["dQ", "dK", "dV"] as const)
      expect(maxAbsDiff(got[name], want[name])).toBeLessThanOrEqual(1e-5);
  });

  it("is attention.fast, beside attention itself", () => {
    const { Q, K, V } = testTensors(6, 4);
    expect(attention.fast).toBe(fastAttention);
    expect(maxAbsDiff(attention(Q, K, V, { causal: true }), plain(Q, K, V, { causal: true }))).toBe(0);
  });

  it("keeps the pattern's future out when causal is asked for too", () => {
    const { Q, K, V } = randomInputs([80, 80, 4, 4], 2);
    const lists = Array.from({ length: 80 }, (_, i) =>
      [...new Set([0, (i * 7) % 80, 79])].sort((a, b) => a - b),
    );
    const pattern = patternFromKeys(lists);
    expect(farFromPlain(Q, K, V, { pattern, causal: true })).toBeLessThanOrEqual(1e-6);
    expect(farFromPlain(Q, K, V, { pattern: causalPattern(80) })).toBeLessThanOrEqual(1e-6);
  });
});
