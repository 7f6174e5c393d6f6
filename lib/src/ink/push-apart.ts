import type { Range } from "./scale.js";

/**
 * Places for labels of these heights that touch neither each other nor the ends of the room, as near as can be
 * to where they were wanted: the moves' squares add up to the least. Labels that are more than fit share the room.
 * @param wanted middles, in px  @param heights in px, one each  @returns middles, in the order of `wanted`
 */
export function pushApart(
  wanted: readonly number[],
  heights: readonly number[],
  [top, bottom]: Range,
): number[] {
  const total = heights.reduce((sum, height) => sum + height, 0);
  const squeeze = Math.min(1, (bottom - top) / total);
  const order = wanted.map((_, k) => k).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  // Each label's distance below the top if all before it stood close together: what is left must only not fall.
  let above = 0;
  const offsets = order.map((k) => {
    const half = (squeeze * heights[k]!) / 2;
    const offset = above + half;
    above = offset + half;
    return offset;
  });
  const shifts = rising(order.map((k, at) => wanted[k]! - offsets[at]!));
  const places: number[] = [];
  for (const [at, k] of order.entries())
    places[k] = offsets[at]! + Math.max(top, Math.min(bottom - above, shifts[at]!));
  return places;
}

/** The nearest numbers that never fall, by pooling neighbours that do. */
function rising(values: readonly number[]): number[] {
  const pools: { mean: number; size: number }[] = [];
  for (const value of values) {
    let pool = { mean: value, size: 1 };
    while (pools.length > 0 && pools.at(-1)!.mean > pool.mean) {
      const { mean, size } = pools.pop()!;
      pool = { mean: (mean * size + pool.mean * pool.size) / (size + pool.size), size: size + pool.size };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, size }) => Array<number>(size).fill(mean));
}
