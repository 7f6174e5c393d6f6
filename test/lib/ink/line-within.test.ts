import fc from "fast-check";
import { lineWithin } from "long-attention/ink";
import { expect, it } from "vitest";

it("lineWithin([1, 1], 1, …) cuts a unit square from corner to corner", () => {
  expect(lineWithin([1, 1], 1, [0, 1], [0, 1])).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

it("lineWithin gives upright and level lines, and nothing that passes by or has no direction", () => {
  expect(lineWithin([2, 0], 1, [0, 1], [0, 3])).toEqual([
    [0.5, 0],
    [0.5, 3],
  ]);
  expect(lineWithin([0, 2], 1, [0, 1], [0, 3])).toEqual([
    [0, 0.5],
    [1, 0.5],
  ]);
  expect(lineWithin([1, 1], 9, [0, 1], [0, 1])).toEqual([]);
  expect(lineWithin([0, 0], 0, [0, 1], [0, 1])).toEqual([]);
});

it("lineWithin's ends lie on the line and in the box", () => {
  const number = fc.integer({ min: -20, max: 20 }).map((n) => n / 8);
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      for (const [x, y] of lineWithin([a, b], c, [-1, 2], [-2, 1])) {
        expect(a * x + b * y).toBeCloseTo(c, 9);
        expect(x).toBeGreaterThanOrEqual(-1 - 1e-6);
        expect(x).toBeLessThanOrEqual(2 + 1e-6);
        expect(y).toBeGreaterThanOrEqual(-2 - 1e-6);
        expect(y).toBeLessThanOrEqual(1 + 1e-6);
      }
    }),
    { seed: 3 },
  );
});
