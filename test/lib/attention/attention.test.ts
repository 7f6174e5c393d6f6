import fc from "fast-check";
import { attention, attentionScores, attentionWeights, causalMask } from "long-attention/attention";
import {
  columns,
  fromFunction,
  type Matrix,
  matmul,
  matrix,
  maxAbsDiff,
  permutation,
  randn,
  rng,
  rowMajor,
  rows,
  softmaxRows,
  testTensors,
  toRows,
  transpose,
} from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import { plainAttention } from "./plain-attention.ts";
import sentence from "./sentence.json" with { type: "json" };

const seeded = { seed: 7, numRuns: 50 };
const { Q, K, V } = testTensors(6, 4);
const near = (A: Matrix, expected: number[][], tolerance = 1e-12) =>
  expect(maxAbsDiff(A, matrix(expected))).toBeLessThanOrEqual(tolerance);

const size = fc.integer({ min: 1, max: 8 });
/** Sizes N, M, d, dv that need not agree, and a seed for the tensors. */
const sizes = fc.record({ N: size, M: size, d: size, dv: size, seed: fc.integer() });
/** The same with at least as many keys as queries, as causal attention needs. */
const causalSizes = sizes.map((s) => ({ ...s, N: Math.min(s.N, s.M), M: Math.max(s.N, s.M) }));
const tensors = ({ N, M, d, dv, seed }: { N: number; M: number; d: number; dv: number; seed: number }) => {
  const random = rng(seed);
  return { Q: randn([N, d], random), K: randn([M, d], random), V: randn([M, dv], random), random };
};
const pick = (A: Matrix, order: number[]): Matrix =>
  fromFunction([order.length, A.shape[1]!], (i, c) => A.get(order[i]!, c));

describe("the sentence, TT(6, 4) at scale ½", () => {
  it("attentionScores(Q, K) has the published S, bit for bit", () => {
    expect(toRows(attentionScores(Q, K))).toEqual(sentence.S);
  });

  it("attention(Q, K, V) has the published O[0] and O[5]", () => {
    const O = attention(Q, K, V);
    near(rows(O, 0, 1), [
      [-0.4835116487621067, -0.2929243593641373, -0.207694309939178, 0.14148835123789327],
    ]);
    near(rows(O, 5, 6), [
      [-0.2299875364937657, -0.3319504879357103, -0.16081020240045765, 0.3950124635062343],
    ]);
  });

  it("attentionWeights(Q, K) and attention(Q, K, V) have the published P and O, every entry", () => {
    near(attentionWeights(Q, K), sentence.full.P);
    near(attention(Q, K, V), sentence.full.O);
  });

  it("attention(Q, K, V, { causal: true }) has the published O[4]", () => {
    near(rows(attention(Q, K, V, { causal: true }), 4, 5), [
      [-0.5626863206280853, -0.3153424887321361, -0.13571581728252025, 0.06231367937191473],
    ]);
  });

  it("attention(Q, K, V, { causal: true }) has V[0] as its first row, exactly", () => {
    expect(toRows(attention(Q, K, V, { causal: true }))[0]).toEqual(toRows(V)[0]);
  });

  it("causal attentionWeights and attention have the published P and O, every entry", () => {
    near(attentionWeights(Q, K, { causal: true }), sentence.causal.P);
    near(attention(Q, K, V, { causal: true }), sentence.causal.O);
  });

  it("multiplying the future's scores by 0 leaks: row 0 gets weight 0.239 instead of 1", () => {
    const past = causalMask(6);
    const S = attentionScores(Q, K);
    const leaky = softmaxRows(fromFunction([6, 6], (i, j) => S.get(i, j) * past.get(i, j)));
    expect(leaky.get(0, 0).toFixed(3)).toBe("0.239");
    expect(attentionWeights(Q, K, { causal: true }).get(0, 0)).toBe(1);
  });
});

describe("against the plain reference", () => {
  it("attention(Q, K, V) equals it for any N, M, d and dv", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V } = tensors(s);
        const O = attention(Q, K, V);
        expect(O.shape).toEqual([s.N, s.dv]);
        expect(maxAbsDiff(O, plainAttention(Q, K, V))).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("attention with any mask equals it, rows that see nothing among them", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const mask = fromFunction([s.N, s.M], () => (random() < 0.4 ? 1 : 0));
        const plain = plainAttention(Q, K, V, { reads: (i, j) => mask.get(i, j) === 1 });
        expect(maxAbsDiff(attention(Q, K, V, { mask }), plain)).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("causal attention equals it, where query i reads keys up to i + M − N", () => {
    fc.assert(
      fc.property(causalSizes, (s) => {
        const { Q, K, V } = tensors(s);
        const plain = plainAttention(Q, K, V, { reads: (i, j) => j - (s.M - s.N) <= i });
        expect(maxAbsDiff(attention(Q, K, V, { causal: true }), plain)).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("causal attention with a mask on top equals it: a key must pass both", () => {
    fc.assert(
      fc.property(causalSizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const mask = fromFunction([s.N, s.M], () => (random() < 0.6 ? 1 : 0));
        const reads = (i: number, j: number) => mask.get(i, j) === 1 && j - (s.M - s.N) <= i;
        const O = attention(Q, K, V, { mask, causal: true });
        expect(maxAbsDiff(O, plainAttention(Q, K, V, { reads }))).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("attention with any scale equals it, 0 and negative ones among them", () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: -2, max: 2, noNaN: true }), (s, scale) => {
        const { Q, K, V } = tensors(s);
        const O = attention(Q, K, V, { scale });
        expect(maxAbsDiff(O, plainAttention(Q, K, V, { scale }))).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("attention of views equals it: columns, rows and a transposed matrix", () => {
    const A = randn([9, 12], rng(1));
    const Q = columns(A, 1, 4);
    const K = rows(transpose(columns(A, 4, 7)), 0, 3);
    const keys = columns(K, 2, 5);
    const V = columns(rows(A, 3, 6), 9, 11);
    expect(maxAbsDiff(attention(Q, keys, V), plainAttention(Q, keys, V))).toBeLessThanOrEqual(1e-12);
  });
});

describe("properties", () => {
  it("attentionWeights has rows that sum to 1, with 0 where masked", () => {
    fc.assert(
      fc.property(causalSizes, (s) => {
        const { Q, K } = tensors(s);
        for (const [i, row] of toRows(attentionWeights(Q, K, { causal: true })).entries()) {
          expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
          expect(row.slice(i + s.M - s.N + 1).every((w) => w === 0)).toBe(true);
        }
      }),
      seeded,
    );
  });

  it("attention mixes: every output lies between the smallest and the largest value of its column", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V } = tensors(s);
        const values = toRows(transpose(V));
        for (const row of toRows(attention(Q, K, V)))
          for (const [c, o] of row.entries()) {
            expect(o).toBeGreaterThanOrEqual(Math.min(...values[c]!) - 1e-12);
            expect(o).toBeLessThanOrEqual(Math.max(...values[c]!) + 1e-12);
          }
      }),
      seeded,
    );
  });

  it("attention is linear in V", () => {
    const { Q, K, V } = tensors({ N: 5, M: 7, d: 3, dv: 2, seed: 3 });
    const W = randn([7, 2], rng(4));
    const sum = fromFunction([7, 2], (i, j) => 2 * V.get(i, j) - 3 * W.get(i, j));
    const [a, b] = [attention(Q, K, V), attention(Q, K, W)];
    const expected = fromFunction([5, 2], (i, j) => 2 * a.get(i, j) - 3 * b.get(i, j));
    expect(maxAbsDiff(attention(Q, K, sum), expected)).toBeLessThanOrEqual(1e-12);
  });

  it("causal attention: rows up to i do not change by one bit when later queries, keys and values do", () => {
    fc.assert(
      fc.property(causalSizes, fc.nat(), (s, n) => {
        const { Q, K, V, random } = tensors(s);
        const i = n % s.N;
        const last = i + s.M - s.N;
        const later = (A: Matrix, from: number) =>
          fromFunction(A.shape as [number, number], (r, c) => (r > from ? 1000 * random() : A.get(r, c)));
        const seen = rows(attention(Q, K, V, { causal: true }), 0, i + 1);
        const O = attention(later(Q, i), later(K, last), later(V, last), { causal: true });
        expect(rowMajor(rows(O, 0, i + 1))).toEqual(rowMajor(seen));
      }),
      seeded,
    );
  });

  it("causal attention of the last query alone is the last row of all: one decoding step", () => {
    fc.assert(
      fc.property(causalSizes, (s) => {
        const { Q, K, V } = tensors(s);
        const step = attention(rows(Q, s.N - 1, s.N), K, V, { causal: true });
        expect(rowMajor(step)).toEqual(rowMajor(rows(attention(Q, K, V, { causal: true }), s.N - 1, s.N)));
      }),
      seeded,
    );
  });

  it("permuting keys with their values, and the mask's columns, leaves attention as it was", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const mask = fromFunction([s.N, s.M], () => (random() < 0.7 ? 1 : 0));
        const order = permutation(s.M, random);
        const moved = attention(Q, pick(K, order), pick(V, order), {
          mask: transpose(pick(transpose(mask), order)),
        });
        expect(maxAbsDiff(moved, attention(Q, K, V, { mask }))).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("permuting queries permutes the rows of attention, bit for bit", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const order = permutation(s.N, random);
        expect(rowMajor(attention(pick(Q, order), K, V))).toEqual(rowMajor(pick(attention(Q, K, V), order)));
      }),
      seeded,
    );
  });

  it("adding one vector to every key leaves attention as it was: each row's scores shift together", () => {
    fc.assert(
      fc.property(sizes, (s) => {
        const { Q, K, V, random } = tensors(s);
        const shift = randn([1, s.d], random);
        const shifted = fromFunction([s.M, s.d], (j, c) => K.get(j, c) + shift.get(0, c));
        expect(maxAbsDiff(attention(Q, shifted, V), attention(Q, K, V))).toBeLessThanOrEqual(1e-12);
      }),
      seeded,
    );
  });

  it("attention(Q, K, V, { scale }) is attention of scale · Q at scale 1", () => {
    const { Q, K, V } = tensors({ N: 4, M: 6, d: 5, dv: 3, seed: 11 });
    const scaled = fromFunction([4, 5], (i, c) => 0.3 * Q.get(i, c));
    const O = attention(Q, K, V, { scale: 0.3 });
    expect(maxAbsDiff(O, attention(scaled, K, V, { scale: 1 }))).toBeLessThanOrEqual(1e-12);
  });
});

describe("edges", () => {
  it("attention with a mask of ones, and with the causal mask given as a mask, changes no bit", () => {
    const ones = fromFunction([6, 6], () => 1);
    expect(rowMajor(attention(Q, K, V, { mask: ones }))).toEqual(rowMajor(attention(Q, K, V)));
    expect(rowMajor(attention(Q, K, V, { mask: causalMask(6) }))).toEqual(
      rowMajor(attention(Q, K, V, { causal: true })),
    );
  });

  it("attention with a mask of zeros is all zeros, never NaN", () => {
    const mask = fromFunction([6, 6], () => 0);
    expect(rowMajor(attention(Q, K, V, { mask })).every((o) => o === 0)).toBe(true);
    expect(rowMajor(attentionScores(Q, K, { mask })).every((s) => s === -Infinity)).toBe(true);
  });

  it("attention to one key copies its value, whatever the query", () => {
    const one = attention(Q, rows(K, 2, 3), rows(V, 2, 3));
    for (const row of toRows(one)) expect(row).toEqual(toRows(V)[2]);
  });

  it("attention with scale 0 is the plain mean of the values", () => {
    const mean = matmul(
      fromFunction([6, 6], () => 1 / 6),
      V,
    );
    expect(maxAbsDiff(attention(Q, K, V, { scale: 0 }), mean)).toBeLessThanOrEqual(1e-12);
  });

  it("attention with scores in the thousands stays finite and picks the best key", () => {
    const O = attention(Q, K, V, { scale: 1e6 });
    const best = toRows(attentionScores(Q, K)).map((row) => row.indexOf(Math.max(...row)));
    expect(maxAbsDiff(O, pick(V, best))).toBeLessThanOrEqual(1e-12);
  });
});
