import fc from "fast-check";
import { groupedQueryAttention, kvHeadOf, multiHeadAttention } from "long-attention/attention";
import { fromFunction, type Matrix, randn, rng, testTensors, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

const shapes = fc.record({
  N: fc.integer({ min: 1, max: 7 }),
  extra: fc.nat(4),
  d: fc.integer({ min: 1, max: 5 }),
  dv: fc.integer({ min: 1, max: 5 }),
  G: fc.integer({ min: 1, max: 4 }),
  perGroup: fc.integer({ min: 1, max: 4 }),
  causal: fc.boolean(),
  seed: fc.nat(),
});

/** Each key-value head written out once for each query head that reads it. */
const repeatHeads = (A: Matrix, G: number, times: number): Matrix => {
  const d = A.shape[1]! / G;
  return fromFunction([A.shape[0]!, A.shape[1]! * times], (i, c) =>
    A.get(i, Math.floor(c / (d * times)) * d + (c % d)),
  );
};

it("groupedQueryAttention equals multiHeadAttention over repeated key-value heads, for any shape", () => {
  fc.assert(
    fc.property(shapes, ({ N, extra, d, dv, G, perGroup, causal, seed }) => {
      const [random, H, M] = [rng(seed), G * perGroup, N + extra];
      const Q = randn([N, H * d], random);
      const [K, V] = [randn([M, G * d], random), randn([M, G * dv], random)];
      const full = multiHeadAttention(Q, repeatHeads(K, G, perGroup), repeatHeads(V, G, perGroup), H, {
        causal,
      });
      expect(toRows(groupedQueryAttention(Q, K, V, H, G, { causal }))).toEqual(toRows(full));
    }),
    { seed: 7, numRuns: 60 },
  );
});

it("groupedQueryAttention(Q, K, V, H, H) is multiHeadAttention(Q, K, V, H)", () => {
  const { Q, K, V } = testTensors(7, 12);
  for (const H of [1, 2, 3, 6])
    expect(toRows(groupedQueryAttention(Q, K, V, H, H))).toEqual(toRows(multiHeadAttention(Q, K, V, H)));
});

it("groupedQueryAttention with G = 1 lets every head read the one key-value head (MQA)", () => {
  const { Q } = testTensors(5, 12);
  const { K, V } = testTensors(5, 4);
  const O = toRows(groupedQueryAttention(Q, K, V, 3, 1));
  const alone = toRows(
    multiHeadAttention(
      fromFunction([5, 4], (i, c) => Q.get(i, c + 8)),
      K,
      V,
      1,
    ),
  );
  expect(O.map((row) => row.slice(8))).toEqual(alone);
});

it("kvHeadOf(h, 8, 2) lets neighbours share: 0 0 0 0 1 1 1 1", () => {
  expect(Array.from({ length: 8 }, (_, h) => kvHeadOf(h, 8, 2))).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
});

it("kvHeadOf gives each of 8 key-value heads to 4 of Mistral 7B's 32 query heads", () => {
  const readers = Array.from({ length: 32 }, (_, h) => kvHeadOf(h, 32, 8));
  for (let g = 0; g < 8; g++) expect(readers.filter((head) => head === g)).toHaveLength(4);
});
