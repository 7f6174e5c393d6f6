import { dimension } from "../tensor/check.js";
import { logSumExp } from "../tensor/softmax.js";

/**
 * By what factor the weights of the keys that stay grow when others are evicted: 1 / Σ of the weights that
 * stay. When the first tokens held most of the weight, everything else is suddenly many times too loud,
 * which is why a plain window fails once they leave.
 * @param scores logits of all keys, −∞ where masked  @param evicted which of them leave
 * @returns at least 1; Infinity when those that stay had no weight at all though others had
 * @throws RangeError for a score that is NaN or Infinity, and when nothing stays
 */
export function evictionInflation(scores: ArrayLike<number>, evicted: readonly number[]): number {
  const all = Array.from(scores);
  dimension("evictionInflation", "the number of scores", all.length);
  for (const j of evicted) {
    dimension("evictionInflation", "an evicted index", j, 0);
    if (j >= all.length)
      throw new RangeError(
        `evictionInflation: index ${j} is evicted but there are only ${all.length} scores`,
      );
  }
  const gone = new Set(evicted);
  if (gone.size === all.length)
    throw new RangeError(`evictionInflation: all ${all.length} keys are evicted; at least one must stay`);
  for (const [j, x] of all.entries())
    if (Number.isNaN(x) || x === Infinity)
      throw new RangeError(`evictionInflation: scores[${j}] must be a finite number or -Infinity, not ${x}`);
  const before = logSumExp(all);
  if (before === -Infinity) return 1; // no key had any weight, so none gains any
  return Math.exp(before - logSumExp(all.filter((_, j) => !gone.has(j))));
}
