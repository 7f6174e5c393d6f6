import fc from "fast-check";
import { arcPath, clearAngle, clockwise, polar, shortWay, slicePath } from "long-attention/ink";
import { expect, it } from "vitest";

const turn = 2 * Math.PI;

it("polar goes against the clock from three o'clock, y downwards; clockwise goes from twelve", () => {
  const near = (xy: readonly number[]) => xy.map((v) => Math.round(100 * v) / 100 + 0);
  expect(near(polar(0, 2))).toEqual([2, 0]);
  expect(near(polar(Math.PI / 2, 2))).toEqual([0, -2]);
  expect(near(polar(clockwise(0), 1))).toEqual([0, -1]);
  expect(near(polar(clockwise(0.25), 1))).toEqual([1, 0]);
});

it("shortWay(a, b) is at most half a turn and leads from one of them to the other", () => {
  const angle = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(angle, angle, (a, b) => {
      const { from, gap } = shortWay(a, b);
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThanOrEqual(Math.PI + 1e-12);
      const to = from === a ? b : a;
      expect(Math.cos(from + gap)).toBeCloseTo(Math.cos(to), 9);
      expect(Math.sin(from + gap)).toBeCloseTo(Math.sin(to), 9);
    }),
    { seed: 3 },
  );
  expect(shortWay(0.1, turn - 0.1).gap).toBeCloseTo(0.2, 12);
});

it("slicePath takes the long arc from half a turn on, and leaves a hole where it has an inner radius", () => {
  expect(slicePath(0.5 * Math.PI, Math.PI, 10)).toBe("M0 0L0 -10A10 10 0 0 0 -10 0Z");
  expect(slicePath(0, 1.5 * Math.PI, 10)).toContain("A10 10 0 1 0");
  expect(slicePath(0, Math.PI / 2, 10, 4).match(/A/g)).toHaveLength(2);
  expect(arcPath(0.1, 0.3, 5)).toBe(arcPath(0.3, 0.1, 5));
});

it("clearAngle stands in the middle unless something points there", () => {
  expect(clearAngle(0, 2, [])).toBe(1);
  expect(clearAngle(0, 2, [1])).toBe(0.6);
  expect(clearAngle(0, 2, [1, 0.6])).toBe(1.4);
  expect(clearAngle(0, 2, [1 + turn])).toBe(0.6);
});
