import { count, fixed, int } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";
import type { MapOptions } from "./attention-map.js";
import { colourKey, signedScale } from "./colour-scale.js";
import { checkWords, heatmap } from "./heatmap.js";
import { pictureOf } from "./picture-of.js";

/**
 * Scores before softmax as a heat map: blue above zero, orange below, striped where masked (−∞).
 * @param S [N, M] scores
 * @throws RangeError when there is not one word for each key, or a score is NaN or +∞
 */
export function scoreMap(S: Matrix, options: MapOptions = {}): Picture {
  isMatrix("scoreMap", "S", S);
  const { words, title = "How well queries match keys", subtitle = "Scores before softmax" } = options;
  checkWords("scoreMap", words, S);
  const [N, M] = S.shape as [number, number];
  const scores = rowMajor(S);
  const odd = scores.findIndex((s) => Number.isNaN(s) || s === Infinity);
  if (odd >= 0)
    throw new RangeError(
      `scoreMap: S[${Math.floor(odd / M)}, ${odd % M}] is ${scores[odd]}; scores are numbers, or −∞ where masked`,
    );
  const finite = scores.filter((s) => s > -Infinity);
  const maskedCount = scores.length - finite.length;
  const range = finite.length
    ? `Scores from ${fixed(finite.reduce((a, b) => Math.min(a, b)))} to ${fixed(finite.reduce((a, b) => Math.max(a, b)))}. `
    : "";
  const alt =
    `${title}. Heat map of ${count(N, "query", "queries")} by ${count(M, "key")}. ${range}` +
    (maskedCount > 0 ? `${int(maskedCount)} of ${int(N * M)} pairs are masked.` : "No pair is masked.");
  const scale = signedScale(S);
  const map = heatmap(S, { words, colour: scale.colour, masked: (s) => s === -Infinity });
  return pictureOf({ title, subtitle, alt }, [map, colourKey(scale, "score", maskedCount > 0)]);
}
