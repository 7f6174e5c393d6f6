import fc from "fast-check";
import { gaussian, permutation, randn, randomInt, rng, rowMajor } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const draws = <T>(n: number, draw: () => T): T[] => Array.from({ length: n }, draw);
const mean = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b) / x.length;
const seeds = [1, 2, 3, 4, 5];

it("rng(42) gives the published five numbers of mulberry32", () => {
  expect(draws(5, rng(42))).toEqual([
    0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693, 0.17481389874592423,
  ]);
});

it("gaussian(rng(42)) gives the published numbers of Box and Muller's cosine branch", () => {
  const random = rng(42);
  const expected = [-0.956162229384149, -0.2730261048826104, -1.8416271847835968, -1.1408820709540242];
  for (const x of expected) expect(Math.abs(gaussian(random) - x)).toBeLessThanOrEqual(1e-12);
});

it("rng(seed) repeats itself, differs from its neighbours and counts 32 bits of the seed", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(draws(4, rng(seed))).toEqual(draws(4, rng(seed)));
      expect(draws(4, rng(seed))).not.toEqual(draws(4, rng(seed + 1)));
      expect(draws(4, rng(seed))).toEqual(draws(4, rng(seed + 2 ** 32)));
    }),
    { seed: 7, numRuns: 50 },
  );
});

it("rng(a) and rng(b) do not disturb each other", () => {
  const [a, b] = [rng(1), rng(2)];
  const mixed = draws(3, () => [a(), b()]);
  expect(mixed.map((pair) => pair[0])).toEqual(draws(3, rng(1)));
  expect(mixed.map((pair) => pair[1])).toEqual(draws(3, rng(2)));
});

describe.each(seeds)("with seed %i", (seed) => {
  const n = 20_000;

  it("rng stays in [0, 1), and its mean and variance are those of the uniform law within 4σ", () => {
    const x = draws(n, rng(seed));
    expect(x.every((u) => u >= 0 && u < 1)).toBe(true);
    expect(Math.abs(mean(x) - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(mean(x.map((u) => (u - 1 / 2) ** 2)) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  });

  it("randn has mean 0, variance 1 and fourth moment 3 within 4σ", () => {
    const x = rowMajor(randn([200, n / 200], rng(seed)));
    const moment = (power: number) => mean(x.map((z) => z ** power));
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it("randomInt(7) gives each number a seventh of the time within 4σ", () => {
    const random = rng(seed);
    const counts = new Array<number>(7).fill(0);
    for (const k of draws(n, () => randomInt(7, random))) counts[k]!++;
    expect(counts.reduce((a, b) => a + b)).toBe(n);
    for (const count of counts) expect(Math.abs(count - n / 7)).toBeLessThan(4 * Math.sqrt((n * 6) / 49));
  });

  it("permutation(3) gives each of the six orders a sixth of the time within 4σ", () => {
    const random = rng(seed);
    const counts = new Map<string, number>();
    for (const order of draws(6000, () => permutation(3, random).join("")))
      counts.set(order, (counts.get(order) ?? 0) + 1);
    expect(counts.size).toBe(6);
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt((6000 * 5) / 36));
  });
});

it("gaussian is finite even when a uniform number is 0", () => {
  expect(Number.isFinite(gaussian(() => 0))).toBe(true);
  expect(gaussian(() => 0)).toBeGreaterThan(6);
});

it("gaussian takes two uniform numbers, u before v", () => {
  const given = [Math.exp(-2), 0.5, 0.1];
  expect(gaussian(() => given.shift()!)).toBeCloseTo(-2, 12);
  expect(given).toEqual([0.1]);
});

it("randn(shape, random) is filled row by row", () => {
  const random = rng(9);
  expect(Array.from(rowMajor(randn([2, 3], rng(9))))).toEqual(draws(6, () => gaussian(random)));
});

it("randomInt(1) is 0, and randomInt never reaches n", () => {
  expect(randomInt(1, rng(1))).toBe(0);
  expect(randomInt(5, () => 1 - 2 ** -32)).toBe(4);
});

it("permutation(n) holds 0 … n−1 once each; of nothing it is empty", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer(), (n, seed) => {
      const order = permutation(n, rng(seed));
      expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
    { seed: 7, numRuns: 50 },
  );
});
