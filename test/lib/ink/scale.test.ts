import fc from "fast-check";
import { textWidth } from "long-attention/ink";
import {
  decades,
  extent,
  legible,
  linear,
  log,
  multiples,
  powers,
  samples,
  steps,
} from "long-attention/ink/scale.js";
import { expect, test } from "vitest";

const seed = { seed: 12, numRuns: 200 } as const;
const positive = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
const range = fc.tuple(positive, positive).filter(([low, high]) => high > 1.01 * low);

test("linear gives equal steps equal room, also downwards", () => {
  const y = linear([0, 4], [100, 20]);
  expect([0, 1, 2, 4].map(y)).toEqual([100, 80, 60, 20]);
  expect(y.along(3)).toBe(0.75);
  expect(y.at(0.75)).toBe(3);
});

test("log gives equal factors equal room", () => {
  const x = log([1, 1000], [0, 300]);
  expect([1, 10, 100, 1000].map((v) => Math.round(x(v)))).toEqual([0, 100, 200, 300]);
  expect(x.at(2 / 3)).toBeCloseTo(100, 9);
  expect({ ...x }).toMatchObject({ type: "log", domain: [1, 1000], range: [0, 300] });
});

test("at is the way back of along, and value that of the call, on both kinds of scale", () => {
  fc.assert(
    fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), ([low, high], part) => {
      for (const kind of [linear, log]) {
        const scale = kind([low, high], [300, 20]);
        expect(scale.along(scale.at(part))).toBeCloseTo(part, 6);
        expect(scale(scale.value(300 - 280 * part))).toBeCloseTo(300 - 280 * part, 4);
      }
    }),
    seed,
  );
});

test("linear and log refuse ends between which nothing can stand, and name them", () => {
  expect(() => linear([2, 2])).toThrow("linear: the ends are 2 and 2; give two different finite numbers");
  expect(() => linear([0, Infinity])).toThrow("linear: the ends are 0 and Infinity");
  expect(() => log([0, 8])).toThrow("log: the ends are 0 and 8; a logarithmic scale needs both above 0");
});

test("extent is the least and the largest, and of nothing there is none", () => {
  expect(extent([3, -1, 2])).toEqual([-1, 3]);
  expect(() => extent([])).toThrow("extent: there are no numbers; give at least one");
});

test("decades holds the range and begins and ends at powers of ten", () => {
  expect(decades([3, 250])).toEqual([1, 1000]);
  expect(decades([10, 100])).toEqual([10, 100]);
  expect(decades([10, 100], [1.05, 1.3])).toEqual([1, 1000]);
});

test("samples runs from end to end in equal steps of the scale", () => {
  const values = samples(log([1, 16]), 5);
  for (const [k, value] of [1, 2, 4, 8, 16].entries()) expect(values[k]).toBeCloseTo(value, 9);
});

test("powers lists each whole power in the range, the ends included, and no other number", () => {
  expect(powers([1, 1000])).toEqual([1, 10, 100, 1000]);
  expect(powers([0.02, 30])).toEqual([0.1, 1, 10]);
  expect(powers([1000, 2 ** 20], 8)).toEqual([4096, 32768, 262144]);
  expect(powers([2, 9])).toEqual([]);
  fc.assert(
    fc.property(range, fc.constantFrom(2, 4, 8, 10), ([low, high], base) => {
      const ticks = powers([low, high], base);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(low * (1 - 1e-6));
        expect(tick).toBeLessThanOrEqual(high * (1 + 1e-6));
      }
      expect(ticks.length).toBeGreaterThanOrEqual(Math.floor(Math.log(high / low) / Math.log(base)));
    }),
    seed,
  );
});

test("multiples starts at the low end and multiplies", () => {
  expect(multiples([4096, 32768])).toEqual([4096, 8192, 16384, 32768]);
  expect(multiples([3000, 200_000], 8)).toEqual([3000, 24000, 192_000]);
});

test("steps lists the multiples of a step", () => {
  expect(steps([-2.1, 2])).toEqual([-2, -1, 0, 1, 2]);
  expect(steps([0, 1], 0.25)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test("legible keeps ticks whose words do not touch, the first always", () => {
  fc.assert(
    fc.property(range, fc.integer({ min: 40, max: 600 }), ([low, high], px) => {
      const x = log([low, high], [0, px]);
      const written = (tick: number) => tick.toFixed(0);
      const all = multiples([low, high]);
      const kept = legible(all, x, written);
      expect(kept[0]).toBe(all[0]);
      for (let k = 1; k < kept.length; k++) {
        const halves = [kept[k - 1]!, kept[k]!].map((tick) => textWidth(written(tick), 12) / 2);
        expect(x(kept[k]!) - x(kept[k - 1]!)).toBeGreaterThanOrEqual(halves[0]! + halves[1]! + 8 - 1e-6);
      }
    }),
    seed,
  );
});
