import { dimension } from "../tensor/check.js";

/**
 * The indices of the k largest scores, best first; ties go to the lowest index.
 * @param scores n scores, left as they are  @param k at most n
 * @throws RangeError when k exceeds n, or a score is NaN
 */
export function topK(scores: ArrayLike<number>, k: number): number[] {
  dimension("topK", "k", k, 0);
  if (k > scores.length) throw new RangeError(`topK: k is ${k} but there are only ${scores.length} scores`);
  const odd = Array.from(scores).findIndex(Number.isNaN);
  if (odd >= 0) throw new RangeError(`topK: score ${odd} is NaN, which has no place in an order`);
  // Compared, not subtracted: −∞ − (−∞) is NaN. The sort is stable, so equal scores keep their order.
  const better = (i: number, j: number) => Number(scores[j]! > scores[i]!) - Number(scores[j]! < scores[i]!);
  return Array.from(scores, (_, i) => i)
    .sort(better)
    .slice(0, k);
}
