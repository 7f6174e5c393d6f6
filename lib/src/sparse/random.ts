import type { Rng } from "../tensor/random.js";
import { windowSizes } from "./check.js";
import { mergeAscending } from "./combine.js";
import { drawKeys } from "./draw-keys.js";
import { type Pattern, pattern } from "./pattern.js";
import { windowPattern } from "./window.js";

/**
 * r random keys for each query, beside what it reads anyway: distinct, outside its window of w keys and
 * not among the g global tokens 0 … g−1. A global query (i < g) reads everything, so it gets none.
 * @param T tokens  @param w odd; 1 excludes only the query's own key  @param g global tokens, from 0
 * @returns T ascending lists
 * @throws RangeError naming the first query with fewer than r such keys
 * @see BigBird (Zaheer et al. 2020), §2
 */
export function randomKeys(T: number, w: number, g: number, r: number, random: Rng): number[][] {
  return drawKeys("randomKeys", { T, w, g, r }, random);
}

/** Only the random keys of `randomKeys`: nnz = r(T − g). Drawn once, so the pattern stays as it is. */
export function randomPattern(
  T: number,
  r: number,
  random: Rng,
  { w = 1, g = 0 }: { readonly w?: number; readonly g?: number } = {},
): Pattern {
  const lists = drawKeys("randomPattern", { T, w, g, r }, random);
  return pattern(`random, r=${r}`, [T, T], r * (T - g), (i) => [...lists[i]!]);
}

/** A window of c keys and r random keys outside it: nnz = bandNnz(T, c) + rT. */
export function localRandomPattern(T: number, c: number, r: number, random: Rng): Pattern {
  windowSizes("localRandomPattern", T, c);
  const near = windowPattern(T, c);
  const lists = drawKeys("localRandomPattern", { T, w: c, g: 0, r }, random);
  return pattern(`${near.name} + random, r=${r}`, [T, T], near.nnz + r * T, (i) =>
    mergeAscending(near.keys(i), lists[i]!),
  );
}
