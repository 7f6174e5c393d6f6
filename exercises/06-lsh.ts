/**
 * Exercises 06 · Locality-sensitive hashing
 *
 * Near vectors get most of attention's weight. Hashing finds candidates for near vectors without comparing
 * any two of them; here you build the hash, the order that makes it fast, and the way its rounds are put
 * together.
 *
 * Write each function, then run `npm run check -- 06 --watch`. A hint: `npm run check -- 06.1 --hint`.
 */
import { fromFunction, type Matrix, type Rng, randn, toRows } from "long-attention/tensor";

/** A sorting of positions, and the way back. */
export interface BucketOrder {
  /** perm[s] is the position of what stands at place s after sorting. */
  perm: number[];
  /** inv[i] is the place, after sorting, of what stood at position i. */
  inv: number[];
}

// 06.1 · A bucket for a vector · 3 points · easy
/**
 * Give a vector its bucket, so that near vectors often share one. Project x on the random directions in R,
 * write [xR; −xR] (along every direction, then against every direction), and take the place of the largest
 * number, counted from 0; on a tie the first one wins. Only the direction of x can matter, not its length.
 * @param x [d]
 * @param R [d, b/2] random directions, one a column
 * @returns the bucket, 0 ≤ h < b
 * (The reference takes 5 lines.)
 */
export function lshHash(x: Float64Array, R: Matrix): number {
  throw new Error("TODO exercise 06.1: lshHash");
}

// 06.2 · A table of buckets · 3 points · easy
/**
 * One hash misses many near pairs, so Reformer hashes in several rounds, each with random directions of its
 * own. Make the table of buckets: one row for each vector, one column for each round.
 * @param X [n, d] vectors, one per row
 * @param Rs one [d, b/2] for each round
 * @returns [n, rounds] buckets
 * (The reference takes 2 lines.)
 */
export function hashTable(X: Matrix, Rs: readonly Matrix[]): Matrix {
  throw new Error("TODO exercise 06.2: hashTable");
}

// 06.3 · Neighbours by sorting · 3 points · medium
/**
 * Members of a bucket should lie side by side in memory. Sort the positions 0 … n − 1 by their bucket, and
 * inside a bucket by position. Give the way back too: attention's results must return to where their queries
 * stood.
 * @param b one bucket for each position, n ≥ 1 of them
 * @returns perm, the positions in their new order, and inv, the new place of each position
 * (The reference takes 6 lines.)
 */
export function sortByBucket(b: readonly number[]): BucketOrder {
  throw new Error("TODO exercise 06.3: sortByBucket");
}

// 06.4 · Who reads whom in a round · 6 points · hard
/**
 * Which keys does each query read in one round? The sorted positions are cut into chunks of m; the last may
 * be shorter. A query looks at its own chunk and the one before it (chunk 0 has none before it), reads only
 * keys of its own bucket there, and never itself, unless nothing else is left. With `causal` it reads only
 * keys that stood earlier in the text; places after sorting say nothing about that.
 * @param perm positions sorted by bucket; inside a bucket they may come in any order
 * @param b bucket of each position
 * @param m chunk length
 * @param causal only keys at earlier positions of the text
 * @returns for each position, in the order of the text, the positions that it reads, at least one, in any
 * order
 * (The reference takes 8 lines.)
 */
export function lshTargets(
  perm: readonly number[],
  b: readonly number[],
  m: number,
  causal: boolean,
): number[][] {
  throw new Error("TODO exercise 06.4: lshTargets");
}

// 06.5 · Several rounds, one answer · 4 points · medium
/**
 * Each round gives an output and, for every row, lse = ln Σ_j e^(s_j) over the scores it has seen. Put the
 * rounds together: row i is the average of the rounds' rows i with weights softmax(lse over the rounds). If
 * the rounds read different keys, that is exactly attention over all of them. A round whose lse is −∞ saw
 * nothing and weighs nothing; a row that saw nothing in any round is all zeros.
 * @param outs one O [T, dv] for each round
 * @param lse one list of T numbers for each round
 * @returns [T, dv]
 * (The reference takes 8 lines.)
 */
export function combineRounds(outs: readonly Matrix[], lse: readonly Float64Array[]): Matrix {
  throw new Error("TODO exercise 06.5: combineRounds");
}

// 06.6 · How likely two vectors meet · 3 points · medium
/**
 * How likely do two vectors at an angle θ share a bucket? Find out by experiment: take two vectors at that
 * angle in the plane, hash both under n random rotations, and return the share of the rotations that gave
 * both the same bucket. A rotation is b/2 random directions with normally distributed entries.
 * @param theta angle in radians, 0 to π
 * @param b buckets, even
 * @param rng gives uniform random numbers in [0, 1); `gaussian(rng)` and `randn(shape, rng)` make normal
 * ones of them
 * @param n trials, each with a rotation of its own
 * @returns hits / n
 * (The reference takes 7 lines.)
 */
export function collision(theta: number, b: number, rng: Rng, n: number): number {
  throw new Error("TODO exercise 06.6: collision");
}
