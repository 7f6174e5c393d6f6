import fc from "fast-check";
import { keyLists, randomKeys, randomPattern, sampleDistinct } from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, it } from "vitest";

const sizes = fc.record({
  T: fc.integer({ min: 12, max: 40 }),
  h: fc.integer({ min: 0, max: 2 }),
  g: fc.integer({ min: 0, max: 3 }),
  r: fc.integer({ min: 0, max: 4 }),
  seed: fc.integer(),
});

it("randomKeys gives each query r distinct keys outside its window and the globals", () => {
  fc.assert(
    fc.property(sizes, ({ T, h, g, r, seed }) => {
      randomKeys(T, 2 * h + 1, g, r, rng(seed)).forEach((keys, i) => {
        expect(keys).toHaveLength(i < g ? 0 : r);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.every((j) => j >= g && j < T && Math.abs(i - j) > h)).toBe(true);
        expect(keys).toEqual([...keys].sort((a, b) => a - b));
      });
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("randomKeys gives the same keys for the same seed and others for another", () => {
  const draw = (seed: number) => randomKeys(64, 3, 2, 3, rng(seed));
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5)).not.toEqual(draw(6));
});

it("randomKeys draws each row anew", () => {
  const rows = randomKeys(64, 3, 0, 3, rng(1));
  expect(new Set(rows.map(String)).size).toBeGreaterThan(55);
});

it("randomKeys can take every legal key: T = 7, w = 3, r = 4 leaves none in the middle", () => {
  expect(randomKeys(7, 3, 0, 4, rng(1)).map((keys) => keys.length)).toEqual([4, 4, 4, 4, 4, 4, 4]);
  expect(randomKeys(7, 3, 0, 4, rng(2))[3]).toEqual([0, 1, 5, 6]);
});

it("randomKeys takes each legal key equally often, within 4σ", () => {
  for (const seed of [1, 2, 3]) {
    const random = rng(seed);
    const counts = new Array<number>(12).fill(0);
    for (let run = 0; run < 3000; run++) for (const j of randomKeys(12, 3, 2, 2, random)[6]!) counts[j]!++;
    const legal = [2, 3, 4, 8, 9, 10, 11];
    const [mean, sigma] = [(3000 * 2) / 7, Math.sqrt(3000 * (2 / 7) * (5 / 7))];
    counts.forEach((count, j) => {
      if (legal.includes(j)) expect(Math.abs(count - mean)).toBeLessThan(4 * sigma);
      else expect(count).toBe(0);
    });
  }
});

it("sampleDistinct(5, 2) draws each of the ten pairs equally often, within 4σ", () => {
  const random = rng(11);
  const counts = new Map<string, number>();
  for (let run = 0; run < 10_000; run++) {
    const pair = String(sampleDistinct(5, 2, random));
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  expect(counts.size).toBe(10);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * 30);
});

it("sampleDistinct(n, n) is everything and sampleDistinct(n, 0) nothing", () => {
  expect(sampleDistinct(6, 6, rng(1))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(sampleDistinct(0, 0, rng(1))).toEqual([]);
});

it("randomPattern(T, r) by default excludes only the query itself", () => {
  expect(keyLists(randomPattern(4, 3, rng(1)))).toEqual([
    [1, 2, 3],
    [0, 2, 3],
    [0, 1, 3],
    [0, 1, 2],
  ]);
});
