import { dimension } from "../tensor/check.js";
import { chunkLength } from "./chunks.js";

/** What one round of LSH attention costs at most. */
export interface LshCost {
  /** Chunk length ⌈2T/b⌉. */
  readonly m: number;
  /** Scores that chunks of m with one chunk of look-back may need: T · 2m each round. */
  readonly pairs: number;
  /** Of the T² scores of full attention. */
  readonly fraction: number;
}

/** How many scores LSH attention computes at most; masks inside the chunks lower it further. */
export function lshCost(T: number, b: number, rounds = 1): LshCost {
  dimension("lshCost", "T", T);
  dimension("lshCost", "b", b);
  dimension("lshCost", "rounds", rounds);
  const m = chunkLength(T, b);
  const pairs = rounds * T * 2 * m;
  return { m, pairs, fraction: pairs / T ** 2 };
}

/**
 * FLOPs of hashing T vectors of d numbers: 2d for each of the b/2 directions of each factor.
 * @param factors of the number of buckets: `[b]` for one plain hash, or `factorBuckets(b)`
 */
export function hashFlops(T: number, d: number, factors: readonly number[], rounds = 1): number {
  for (const [name, value] of Object.entries({ T, d, rounds })) dimension("hashFlops", name, value);
  for (const factor of factors) dimension("hashFlops", "each factor", factor, 2);
  dimension("hashFlops", "the number of factors", factors.length);
  return rounds * T * d * factors.reduce((sum, factor) => sum + factor, 0);
}
