import type { Range } from "./scale.js";

/**
 * The line a·x + b·y = c, as far as it lies in a box: on it, every point has the same inner product with [a, b].
 * @param xs the box from left to right  @param ys and from bottom to top
 * @returns its two ends, one point where it touches a corner, none where it passes by or [a, b] is 0
 */
export function lineWithin(
  [a, b]: readonly [number, number],
  c: number,
  xs: Range,
  ys: Range,
): [number, number][] {
  const inside = (v: number, [low, high]: Range) => v >= low - 1e-9 && v <= high + 1e-9;
  const upright = b === 0 ? [] : xs.map((x): [number, number] => [x, (c - a * x) / b]);
  const level = a === 0 ? [] : ys.map((y): [number, number] => [(c - b * y) / a, y]);
  const ends = [...upright.filter(([, y]) => inside(y, ys)), ...level.filter(([x]) => inside(x, xs))];
  return ends
    .sort((p, q) => p[0] - q[0] || p[1] - q[1])
    .filter((_, k, list) => k === 0 || k === list.length - 1);
}
