import { dimension } from "../tensor/check.js";

/** A sorting of positions, and the way back. */
export interface BucketOrder {
  /** perm[s] is the position of what stands at place s after sorting. */
  readonly perm: number[];
  /** inv[i] is the place after sorting of what stood at position i. */
  readonly inv: number[];
}

/**
 * Sorts positions by bucket, and inside a bucket by position, so that near vectors become neighbours.
 * @param b one bucket for each position
 */
export function sortByBucket(b: ArrayLike<number>): BucketOrder {
  dimension("sortByBucket", "the number of buckets in b", b.length);
  const perm = Array.from(b, (bucket, i) => {
    dimension("sortByBucket", `b[${i}]`, bucket, 0);
    return i;
  });
  perm.sort((i, j) => b[i]! - b[j]! || i - j);
  const inv = new Array<number>(perm.length);
  for (const [place, i] of perm.entries()) inv[i] = place;
  return { perm, inv };
}
