import { count, fixed, int, percent } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";
import { colourKey, weightScale } from "./colour-scale.js";
import { checkWords, heatmap } from "./heatmap.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** The words along the axes, and what stands above. */
export interface MapOptions extends Titles {
  /** One word for each key. With fewer queries than keys, the queries are the last words. */
  readonly words?: readonly string[];
}

/**
 * Attention weights as a heat map: row i shows how query i shares its attention among the keys.
 * Up to 8 × 8 the weights are written into the cells; a weight of exactly 0 counts as masked and is striped.
 * @param P [N, M], every weight ≥ 0
 * @throws RangeError when there is not one word for each key, or a weight is negative or not finite
 */
export function attentionMap(P: Matrix, options: MapOptions = {}): Picture {
  isMatrix("attentionMap", "P", P);
  const { words, title = "Who reads whom", subtitle = "Attention weights; each row sums to 1" } = options;
  checkWords("attentionMap", words, P);
  const [N, M] = P.shape as [number, number];
  const weights = rowMajor(P);
  const odd = weights.findIndex((w) => !(w >= 0 && w < Infinity));
  if (odd >= 0)
    throw new RangeError(
      `attentionMap: P[${Math.floor(odd / M)}, ${odd % M}] is ${weights[odd]}; weights are finite and not negative (scoreMap draws scores)`,
    );
  const top = weights.reduce((best, w, k) => (w > weights[best]! ? k : best), 0);
  const [i, j, largest] = [Math.floor(top / M), top % M, weights[top]!];
  const maskedCount = weights.filter((w) => w === 0).length;
  const query = words ? `“${words[i + M - N]}”` : `query ${i}`;
  const key = words ? `“${words[j]}”` : `key ${j}`;
  const alt =
    `${title}. Heat map of ${count(N, "query", "queries")} by ${count(M, "key")}. ` +
    `The largest weight is ${fixed(largest, 3)}: ${query} reads ${key}. ` +
    (maskedCount > 0
      ? `${int(maskedCount)} of ${int(N * M)} pairs (${percent(maskedCount / (N * M))}) are masked.`
      : "No pair is masked.");
  const [values, raster] = [N <= 8 && M <= 8, N > 32 || M > 32];
  const scale = weightScale([P], values, raster);
  const map = heatmap(P, { words, colour: scale.colour, masked: (w) => w === 0, values, raster });
  return pictureOf({ title, subtitle, alt }, [map, colourKey(scale, "weight", maskedCount > 0)]);
}
