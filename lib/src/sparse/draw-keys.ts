import { dimension } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import { isRng, oddWidth } from "./check.js";
import { sampleDistinct } from "./sample.js";

/** What `randomKeys` and the random patterns draw; errors name the function that was called. */
export function drawKeys(
  where: string,
  { T, w, g, r }: { readonly T: number; readonly w: number; readonly g: number; readonly r: number },
  random: Rng,
): number[][] {
  dimension(where, "T", T);
  oddWidth(where, "w", w);
  dimension(where, "g", g, 0);
  if (g > T) throw new RangeError(`${where}: g=${g} global tokens but only T=${T} tokens`);
  dimension(where, "r", r, 0);
  isRng(where, random);
  const h = (w - 1) / 2;
  return Array.from({ length: T }, (_, i) => {
    if (i < g) return [];
    // The legal keys are g … i−h−1 and i+h+1 … T−1: number them through, draw, and number back.
    const before = Math.max(0, i - h - g);
    const resume = i + h + 1;
    const legal = before + Math.max(0, T - resume);
    if (r > legal)
      throw new RangeError(
        `${where}: query ${i} has ${legal} keys outside its window (w=${w}) and the globals (g=${g}), too few for r=${r}`,
      );
    return sampleDistinct(legal, r, random).map((t) => (t < before ? g + t : resume + t - before));
  });
}
