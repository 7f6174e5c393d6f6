import fc from "fast-check";
import { fromFunction, type Matrix, mixRows, randn, rng, testTensors, toRows } from "long-attention";
import { attention } from "long-attention/attention";
import {
  branchMaps,
  compress,
  entries,
  importance,
  nsaAttention,
  nsaPrefillRows,
  nsaPublished,
  nsaRows,
  overlap,
  selectBlocks,
} from "long-attention/select";
import { describe, expect, it, test } from "vitest";

const near = (numbers: readonly number[]) => numbers.map((x) => expect.closeTo(x, 12));
const sum = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0);

describe("signposts", () => {
  it("entries(T, { l: 4, s: 2 }) seen by query t = T − 1 is 0,0,0,1,1,2,2,3,3,4,4,5", () => {
    const seen = Array.from({ length: 12 }, (_, t) => entries(t + 1, { l: 4, s: 2 }));
    expect(seen).toEqual([0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  });

  it("compress(K of TT(12, 4), { l: 4, s: 2 }) has five rows, the first −0.25, −0.21875, −0.1875, 0.4375", () => {
    expect(toRows(compress(testTensors(12, 4).K, { l: 4, s: 2 }))).toEqual([
      [-0.25, -0.21875, -0.1875, 0.4375],
      [0.125, -0.4375, 0.1875, 0.21875],
      [-0.09375, -0.0625, -0.03125, 0],
      [-0.3125, 0.3125, -0.25, -0.21875],
      [0.0625, 0.09375, 0.125, -0.4375],
    ]);
  });

  it("compress(K, { l, s }) changes no entry when a token is added, whatever the sizes", () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 20 }), (l, s, more) => {
        const K = randn([l + more, 3], rng(l * 100 + s));
        const all = toRows(compress(K, { l, s }));
        const shorter = fromFunction([l + more - 1, 3], (i, c) => K.get(i, c));
        const before = toRows(compress(shorter, { l, s }));
        expect(all.slice(0, before.length)).toEqual(before);
        expect(all.length - before.length).toBe(more % s === 0 ? 1 : 0);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it("compress refuses fewer rows than one block, and sizes that are none", () => {
    expect(() => compress(testTensors(3, 2).K, { l: 4, s: 2 })).toThrow(
      "compress: K is [3,2], fewer rows than the l = 4 of one block; give more, or a smaller l",
    );
    expect(() => entries(5, { l: 0, s: 2 })).toThrow(
      "entries: l must be a whole number of at least 1, not 0",
    );
  });
});

describe("from weights on signposts to blocks", () => {
  const sizes = { l: 4, s: 2, lp: 4, n: 3 };

  it("overlap(i, j) of l = 4, s = 2, l′ = 4 is 4, 2 or 0: an entry lies inside one block or across two", () => {
    const matrix = Array.from({ length: 5 }, (_, i) => [0, 1, 2].map((j) => overlap(i, j, sizes)));
    expect(matrix).toEqual([
      [4, 0, 0],
      [2, 2, 0],
      [0, 4, 0],
      [0, 2, 2],
      [0, 0, 4],
    ]);
  });

  it("importance credits block 1 with 0, 1, 2, 1; the printed index, from 0, would credit 1, 2, 1, 0", () => {
    const credit = (i: number) =>
      importance(
        Array.from({ length: 4 }, (_, k) => +(k === i)),
        2,
        sizes,
      )[1];
    expect([0, 1, 2, 3].map(credit)).toEqual([0, 1, 2, 1]);
  });

  it("importance(p) with l = s = l′ is p itself", () => {
    expect([...importance([0.1, 0.7, 0.2], 3, { l: 8, s: 8, lp: 8 })]).toEqual([0.1, 0.7, 0.2]);
  });

  it("importance of all blocks sums to l/s, whatever p and the sizes", () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 1, max: 12 }), (l, s, lp, B) => {
        const p = Array.from({ length: B }, () => 1 / B);
        const blocks = Math.ceil(((B - 1) * s + l) / lp);
        expect(sum(importance(p, blocks, { l, s, lp }))).toBeCloseTo(l / s, 10);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it("selectBlocks reads block 0 and its own, takes the lower of equals, and with n = 1 block 0 alone", () => {
    const even = [0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25];
    expect(selectBlocks(even, 27, { l: 4, s: 4, lp: 4, n: 4 })).toEqual([0, 1, 2, 6]);
    expect(selectBlocks(even, 27, { l: 4, s: 4, lp: 4, n: 1 })).toEqual([0]);
    expect(selectBlocks([], 2, sizes)).toEqual([0]);
    expect(selectBlocks([0, 1], 9, { ...sizes, n: 9 })).toEqual([0, 1, 2]);
  });
});

/** Gates σ(((3t + 5c) mod 7 − 3)/2). */
const gates = (T: number) =>
  fromFunction([T, 3], (t, c) => 1 / (1 + Math.exp(-(((3 * t + 5 * c) % 7) - 3) / 2)));

describe("nsaAttention of TT(24, 4), l = 4, s = 2, l′ = 4, n = 3, w = 4", () => {
  const { Q, K, V } = testTensors(24, 4);
  const sizes = { l: 4, s: 2, lp: 4, n: 3, w: 4 };
  const { O, branches, weights, selected } = nsaAttention(Q, K, V, gates(24), sizes, { scale: 0.5 });
  const row = (A: Matrix, t: number) => toRows(A)[t]!;

  it("selects {0,1,2} at t = 11, {0,2,3} at 13, {0,3,4} at 19 and {0,3,5} at 23", () => {
    expect([11, 13, 19, 23].map((t) => selected[t])).toEqual([
      [0, 1, 2],
      [0, 2, 3],
      [0, 3, 4],
      [0, 3, 5],
    ]);
  });

  it("gives I(23) = .34655, .36726, .30778, .36997, .34653, .26191", () => {
    expect([...importance(row(weights!, 23), 6, sizes)]).toEqual(
      near([
        0.34655189830582644, 0.36725701993208704, 0.3077781684101828, 0.36996964914726327, 0.3465347521848422,
        0.2619085120197979,
      ]),
    );
  });

  it("gives o(23) = 0.3021931971390763, −0.0508…, −0.3268…, 0.0208…, and ΣO = −8.619337338544113", () => {
    expect(row(O, 23)).toEqual(
      near([0.3021931971390763, -0.05082228505513221, -0.32684485641731775, 0.020891163543244808]),
    );
    expect(sum(O.data)).toBeCloseTo(-8.619337338544113, 11);
  });

  it("gives its three branches at t = 23, and zeros for the compressed one at t = 0", () => {
    expect(branches.map((branch) => row(branch, 23))).toEqual([
      near([-0.009293540249377914, -0.07725427311495417, -0.005990790382744131, 0.06402951517949178]),
      near([0.1319887437383925, -0.10407381819093119, -0.18621617154175119, -0.03391102095557587]),
      near([0.6029383112858209, 0.2042708573166473, -0.5457291426833528, -0.02741294705846574]),
    ]);
    expect(row(branches[0], 0)).toEqual([0, 0, 0, 0]);
  });

  it("branchMaps, multiplied with V, are the three branches' outputs", () => {
    const maps = branchMaps(Q, K, { weights, selected }, sizes, { scale: 0.5 });
    maps.forEach((map, b) => {
      expect(toRows(mixRows(map, V))).toEqual(toRows(branches[b]!).map(near));
    });
  });

  it("reads 121 compressed, 204 selected and 90 sliding rows, 218 distinct tokens of 300 causal", () => {
    expect(nsaPrefillRows(24, sizes)).toEqual({ compressed: 121, selected: 204, sliding: 90 });
    const distinct = selected.map((blocks, t) => {
      const tokens = Array.from({ length: t + 1 }, (_, j) => j);
      return tokens.filter((j) => blocks.includes(Math.floor(j / 4)) || j > t - 4).length;
    });
    expect(sum(distinct)).toBe(218);
  });
});

test("nsaAttention is full causal attention when one open gate lets everything through, T = 23 and ragged blocks", () => {
  const [Q, K, V] = [1, 2, 3].map((seed) => randn([23, 5], rng(seed))) as [Matrix, Matrix, Matrix];
  const full = toRows(attention(Q, K, V, { causal: true }));
  const open = (branch: number) => fromFunction([23, 3], (_, b) => +(b === branch));
  const all = { l: 4, s: 3, lp: 5, n: 5, w: 23 };
  for (const branch of [1, 2]) {
    const { O } = nsaAttention(Q, K, V, open(branch), all);
    expect(toRows(O)).toEqual(full.map(near));
  }
  const byToken = nsaAttention(Q, K, V, open(0), { ...all, l: 1, s: 1 });
  expect(toRows(byToken.O)).toEqual(full.map(near));
});

test("nsaAttention of the past does not change with the future", () => {
  const [Q, K, V, G] = [randn([30, 4], rng(1)), randn([30, 4], rng(2)), randn([30, 4], rng(3)), gates(30)];
  const sizes = { l: 4, s: 2, lp: 6, n: 3, w: 5 };
  const first = (A: Matrix) => fromFunction([17, A.shape[1]!], (i, c) => A.get(i, c));
  const whole = toRows(nsaAttention(Q, K, V, G, sizes).O).slice(0, 17);
  expect(toRows(nsaAttention(first(Q), first(K), first(V), first(G), sizes).O)).toEqual(whole.map(near));
});

test("nsaAttention gives short texts no entries, and refuses gates that do not fit", () => {
  const { Q, K, V } = testTensors(3, 4);
  const { weights, branches } = nsaAttention(Q, K, V, gates(3), { l: 4, s: 2, lp: 4, n: 3, w: 4 });
  expect(weights).toBeUndefined();
  expect([...branches[0].data]).toEqual(new Array(12).fill(0));
  expect(() => nsaAttention(Q, K, V, gates(4), { l: 4, s: 2, lp: 4, n: 3, w: 4 })).toThrow(
    "nsaAttention: Q is [3,4], K is [3,4] and G is [4,3]; give as many keys as queries, and three gates a query",
  );
});

test("nsaRows(T − 1, nsaPublished) is 2,047, 2,559, 3,583 and 5,631 rows at 8K, 16K, 32K and 64K", () => {
  const total = (T: number) => sum(Object.values(nsaRows(T - 1, nsaPublished)));
  expect([8192, 16_384, 32_768, 65_536].map(total)).toEqual([2047, 2559, 3583, 5631]);
});

test("nsaPrefillRows(4096, nsaPublished) is 518,415 + 3,573,760 + 1,966,336 of 8,390,656 causal pairs", () => {
  expect(nsaPrefillRows(4096, nsaPublished)).toEqual({
    compressed: 518_415,
    selected: 3_573_760,
    sliding: 1_966_336,
  });
  expect((4096 * 4097) / 2).toBe(8_390_656);
});

test("nsaPrefillRows equals the sum of nsaRows over all queries, whatever the sizes, n = 1 too", () => {
  const size = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(
      size,
      size,
      size,
      fc.integer({ min: 1, max: 4 }),
      size,
      fc.integer({ min: 1, max: 40 }),
      (l, s, lp, n, w, T) => {
        const sizes = { l, s, lp, n, w };
        const rows = Array.from({ length: T }, (_, t) => nsaRows(t, sizes));
        for (const key of ["compressed", "selected", "sliding"] as const)
          expect(nsaPrefillRows(T, sizes)[key]).toBe(sum(rows.map((row) => row[key])));
        const { Q, K, V } = testTensors(T, 2);
        const { selected } = nsaAttention(Q, K, V, gates(T), sizes);
        const tokens = (t: number) => Array.from({ length: t + 1 }, (_, j) => Math.floor(j / lp));
        rows.forEach(({ selected: count }, t) => {
          expect(tokens(t).filter((block) => selected[t]!.includes(block)).length).toBe(count);
        });
      },
    ),
    { seed: 11, numRuns: 40 },
  );
});
