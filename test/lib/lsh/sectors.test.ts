import fc from "fast-check";
import { rng, toRows } from "long-attention";
import { lshHash, randomRotation, sectors } from "long-attention/lsh";
import { expect, test } from "vitest";

const directionsOf = (R: ReturnType<typeof randomRotation>) => {
  const [xs, ys] = toRows(R) as [number[], number[]];
  return xs.map((x, c) => [x, ys[c]!] as const);
};

test("sectors(directions) holds every angle exactly once, in the bucket that lshHash gives", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e6 }), (half, seed) => {
      const R = randomRotation(2, 2 * half, rng(seed));
      const cut = sectors(directionsOf(R));
      expect(cut.reduce((sum, { from, to }) => sum + to - from, 0)).toBeCloseTo(2 * Math.PI, 9);
      for (let k = 0; k < 72; k++) {
        const angle = ((k + 0.5) * Math.PI) / 36;
        const inside = cut.filter(({ from, to }) =>
          [angle, angle + 2 * Math.PI].some((t) => from <= t && t < to),
        );
        expect(inside.map(({ bucket }) => bucket)).toEqual([lshHash([Math.cos(angle), Math.sin(angle)], R)]);
      }
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("sectors([[1, 0], [0, 1]]) are four quarters, and a beaten direction has none", () => {
  const quarters = sectors([
    [1, 0],
    [0, 1],
  ]);
  expect(quarters.map(({ bucket }) => bucket)).toEqual([1, 2, 3, 0]);
  for (const { from, to } of quarters) expect(to - from).toBeCloseTo(Math.PI / 2, 12);
  const beaten = sectors([
    [1, 0],
    [0, 1],
    [0.2, 0.1],
  ]);
  expect(beaten.map(({ bucket }) => bucket)).toEqual([1, 3, 4, 0]);
});

test("sectors refuses an empty list and numbers that are not finite", () => {
  expect(() => sectors([])).toThrow(
    "sectors: directions must be at least one pair of finite numbers, not []",
  );
  expect(() => sectors([[Number.NaN, 1]])).toThrow("sectors: directions must be");
});
