import fc from "fast-check";
import { attention, attentionBackward } from "long-attention/attention";
import { flashAttention2, flashBackward } from "long-attention/flash";
import { fromFunction, type Matrix, maxAbsDiff, randn, rng, testTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const inputs = (N: number, M: number, d: number, dv: number, seed: number) => {
  const random = rng(seed);
  return [
    randn([N, d], random),
    randn([M, d], random),
    randn([M, dv], random),
    randn([N, dv], random),
  ] as const;
};

describe("attentionBackward", () => {
  it("attentionBackward(Q, K, V, dO) equals finite differences, with and without the causal mask", () => {
    for (const causal of [false, true]) {
      const [Q, K, V, dO] = inputs(4, 5, 3, 2, 1);
      const loss = (q: Matrix, k: Matrix, v: Matrix) =>
        attention(q, k, v, { causal, scale: 0.7 }).data.reduce((sum, x, t) => sum + x * dO.data[t]!, 0);
      const { dQ, dK, dV } = attentionBackward(Q, K, V, dO, { causal, scale: 0.7 });
      const nudged = (A: Matrix, at: number, by: number) =>
        fromFunction(
          [A.shape[0]!, A.shape[1]!],
          (i, j) => A.get(i, j) + (i * A.shape[1]! + j === at ? by : 0),
        );
      const numeric = (A: Matrix, f: (B: Matrix) => number) =>
        fromFunction([A.shape[0]!, A.shape[1]!], (i, j) => {
          const at = i * A.shape[1]! + j;
          return (f(nudged(A, at, 1e-5)) - f(nudged(A, at, -1e-5))) / 2e-5;
        });
      expect(
        maxAbsDiff(
          dQ,
          numeric(Q, (q) => loss(q, K, V)),
        ),
      ).toBeLessThan(1e-8);
      expect(
        maxAbsDiff(
          dK,
          numeric(K, (k) => loss(Q, k, V)),
        ),
      ).toBeLessThan(1e-8);
      expect(
        maxAbsDiff(
          dV,
          numeric(V, (v) => loss(Q, K, v)),
        ),
      ).toBeLessThan(1e-8);
    }
  });

  it("attentionBackward(Q, K, V, dO) refuses a dO of another shape", () => {
    const { Q, K, V } = testTensors(6, 4);
    expect(() => attentionBackward(Q, K, V, testTensors(5, 4).V)).toThrow(
      "attentionBackward: dO is [5,4] but O is [6,4]; they need the same shape",
    );
  });
});

describe("flashBackward", () => {
  it("flashBackward equals attentionBackward for any shapes and block sizes, causal or not", () => {
    const size = fc.integer({ min: 1, max: 14 });
    const property = fc.property(
      fc.record({ N: size, extra: fc.nat(5), d: size, dv: size, Br: size, Bc: size, causal: fc.boolean() }),
      fc.integer(),
      ({ N, extra, d, dv, Br, Bc, causal }, seed) => {
        const [Q, K, V, dO] = inputs(N, N + extra, d, dv, seed);
        const options = { Br, Bc, causal, scale: 0.6 };
        const tiled = flashBackward(Q, K, V, flashAttention2(Q, K, V, options), dO, options);
        const plain = attentionBackward(Q, K, V, dO, { causal, scale: 0.6 });
        for (const name of ["dQ", "dK", "dV"] as const)
          expect(maxAbsDiff(tiled[name], plain[name])).toBeLessThan(1e-10);
      },
    );
    fc.assert(property, { seed: 13, numRuns: 40 });
  });

  it("flashBackward takes dO = O to rows of dS that sum to 0: dQ does not change when all keys move together", () => {
    const [Q, K, V, dO] = inputs(9, 9, 4, 3, 5);
    const shifted = fromFunction([9, 4], (j, c) => K.get(j, c) + c);
    const dQ = (keys: Matrix) =>
      flashBackward(Q, keys, V, flashAttention2(Q, keys, V, { Br: 4, Bc: 2 }), dO, { Br: 4, Bc: 2 }).dQ;
    expect(maxAbsDiff(dQ(K), dQ(shifted))).toBeLessThan(1e-12);
  });

  it("flashBackward refuses bad blocks, scales and shapes", () => {
    const { Q, K, V } = testTensors(6, 4);
    const forward = flashAttention2(Q, K, V);
    expect(() => flashBackward(Q, K, V, forward, V, { Br: 0 })).toThrow("flashBackward: Br must be");
    expect(() => flashBackward(Q, K, V, forward, V, { scale: NaN })).toThrow("flashBackward: scale must be");
    expect(() => flashBackward(Q, K, V, forward, testTensors(6, 3).V)).toThrow(
      "flashBackward: dO is [6,3] but O is [6,4]",
    );
  });
});

describe("flashBackward with visits", () => {
  const blockMask = (
    N: number,
    M: number,
    Br: number,
    Bc: number,
    visits: (i: number, j: number) => boolean,
  ) => fromFunction([N, M], (r, c) => Number(visits(Math.floor(r / Br), Math.floor(c / Bc))));

  it.each([
    ["leaves a row block out", (i: number, _j: number) => i !== 1],
    ["is a checkerboard", (i: number, j: number) => (i + j) % 2 === 0],
    ["leaves a column block out", (_i: number, j: number) => j !== 0],
    ["visits nothing", () => false],
  ])("equals attentionBackward with that mask where it %s, ragged and B_r ≠ B_c", (_, visits) => {
    for (const causal of [false, true])
      for (const [N, M, Br, Bc] of [
        [6, 6, 2, 2],
        [11, 13, 4, 3],
      ] as const) {
        const [Q, K, V, dO] = inputs(N, M, 3, 5, N);
        const options = { Br, Bc, causal, visits };
        const flash = flashBackward(Q, K, V, flashAttention2(Q, K, V, options), dO, options);
        const plain = attentionBackward(Q, K, V, dO, { causal, mask: blockMask(N, M, Br, Bc, visits) });
        for (const name of ["dQ", "dK", "dV"] as const)
          expect(maxAbsDiff(flash[name], plain[name]), name).toBeLessThanOrEqual(1e-13);
      }
  });

  it("refuses causal attention with fewer keys than queries, as the forward pass does", () => {
    const [Q, K, V, dO] = inputs(5, 3, 2, 2, 1);
    const forward = flashAttention2(Q, K, V);
    expect(() => flashBackward(Q, K, V, forward, dO, { causal: true })).toThrow(
      "flashBackward: causal attention needs at least as many keys as queries, not 3 for 5",
    );
  });
});
