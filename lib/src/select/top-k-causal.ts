import { dimension, isList } from "../tensor/check.js";
import { best } from "./best.js";

/**
 * The keys that query t reads: of 0 … t the k with the largest scores, all while there are no more than k. Of equal
 * scores the earlier key: ties are common, and a rule for them belongs to the definition.
 * @param scores one for each key, future ones too; left as they are
 * @returns ascending
 * @throws RangeError when t has no score, or a score that counts is NaN
 */
export function topKCausal(scores: ArrayLike<number>, t: number, k: number): number[] {
  isList("topKCausal", "scores", scores);
  dimension("topKCausal", "t", t, 0);
  dimension("topKCausal", "k", k);
  if (t >= scores.length)
    throw new RangeError(
      `topKCausal: t is ${t} but there are only ${scores.length} scores; give one for each key up to t`,
    );
  const past = Array.from({ length: t + 1 }, (_, j) => j);
  const odd = past.find((j) => Number.isNaN(scores[j]));
  if (odd !== undefined)
    throw new RangeError(`topKCausal: score ${odd} is NaN, which has no place in an order; give a number`);
  return best(past, scores, k);
}
