import { dimension } from "../tensor/check.js";
import { type Rng, randomInt } from "../tensor/random.js";
import { isRng } from "./check.js";

/**
 * r different numbers out of 0 … n−1, every set equally likely, with exactly r draws.
 * When the draw t is taken already, j itself is not: it only came into reach in this step.
 * @returns ascending
 * @throws RangeError when r > n
 * @see Floyd's algorithm, in Bentley and Floyd 1987, "A sample of brilliance"
 */
export function sampleDistinct(n: number, r: number, random: Rng): number[] {
  dimension("sampleDistinct", "n", n, 0);
  dimension("sampleDistinct", "r", r, 0);
  isRng("sampleDistinct", random);
  if (r > n) throw new RangeError(`sampleDistinct: ${r} different numbers cannot come from only ${n}`);
  const chosen = new Set<number>();
  for (let j = n - r; j < n; j++) {
    const t = randomInt(j + 1, random);
    chosen.add(chosen.has(t) ? j : t);
  }
  return [...chosen].sort((a, b) => a - b);
}
