/**
 * Near vectors get most of attention's weight. Hashing finds candidates for near vectors without comparing any
 * two of them; here you build the hash, the order that makes it fast, and the way its rounds are put together.
 */
import { fromFunction, type Matrix, type Rng, randn, toRows } from "long-attention/tensor";

/**
 * Give a vector its bucket, so that near vectors often share one. Project x on the random directions in R, write
 * $[xR; -xR]$ (along every direction, then against every direction), and take the place of the largest number,
 * counted from 0; on a tie the first one wins. Only the direction of x can matter, not its length.
 * @param x [d]
 * @param R [d, b/2] random directions, one a column
 * @returns the bucket, 0 ≤ h < b
 * @hint The list has b numbers though R has only b/2 columns: compute xR, then append the same numbers with the sign turned.
 */
export function lshHash(x: Float64Array, R: Matrix): number {
  // BEGIN SOLUTION
  const along = Array.from({ length: R.shape[1]! }, (_, c) =>
    x.reduce((sum, xk, k) => sum + xk * R.get(k, c), 0),
  );
  const scores = [...along, ...along.map((y) => -y)];
  return scores.indexOf(Math.max(...scores));
  // END SOLUTION
}

/**
 * One hash misses many near pairs, so Reformer hashes in several rounds, each with random directions of its own.
 * Make the table of buckets: one row for each vector, one column for each round.
 * @param X [n, d] vectors, one per row
 * @param Rs one [d, b/2] for each round
 * @returns [n, rounds] buckets
 * @hint `toRows(X)` gives the vectors as lists. Entry (i, r) is the hash of vector i with `Rs[r]`.
 */
export function hashTable(X: Matrix, Rs: readonly Matrix[]): Matrix {
  // BEGIN SOLUTION
  const vectors = toRows(X).map((row) => Float64Array.from(row));
  return fromFunction([vectors.length, Rs.length], (i, r) => lshHash(vectors[i]!, Rs[r]!));
  // END SOLUTION
}

/** A sorting of positions, and the way back. */
export interface BucketOrder {
  /** perm[s] is the position of what stands at place s after sorting. */
  perm: number[];
  /** inv[i] is the place, after sorting, of what stood at position i. */
  inv: number[];
}

/**
 * Members of a bucket should lie side by side in memory. Sort the positions 0 … n − 1 by their bucket, and inside
 * a bucket by position. Give the way back too: attention's results must return to where their queries stood.
 * @param b one bucket for each position, n ≥ 1 of them
 * @returns perm, the positions in their new order, and inv, the new place of each position
 * @hint Sort positions, not buckets, with a comparison of your own: without one, JavaScript sorts numbers as text and puts 10 before 2.
 */
export function sortByBucket(b: readonly number[]): BucketOrder {
  // BEGIN SOLUTION
  const perm = b.map((_, i) => i).sort((i, j) => b[i]! - b[j]! || i - j);
  const inv = new Array<number>(b.length);
  perm.forEach((i, place) => {
    inv[i] = place;
  });
  return { perm, inv };
  // END SOLUTION
}

/**
 * Which keys does each query read in one round? The sorted positions are cut into chunks of m; the last may be
 * shorter. A query looks at its own chunk and the one before it (chunk 0 has none before it), reads only keys of
 * its own bucket there, and never itself, unless nothing else is left. With `causal` it reads only keys that stood
 * earlier in the text; places after sorting say nothing about that.
 * @param perm positions sorted by bucket; inside a bucket they may come in any order
 * @param b bucket of each position
 * @param m chunk length
 * @param causal only keys at earlier positions of the text
 * @returns for each position, in the order of the text, the positions that it reads, at least one, in any order
 * @hint Position perm[s] is in chunk ⌊s/m⌋. Take the places from the start of the chunk before to the end of its own, look up their positions, then filter.
 */
export function lshTargets(
  perm: readonly number[],
  b: readonly number[],
  m: number,
  causal: boolean,
): number[][] {
  // BEGIN SOLUTION
  const targets: number[][] = b.map(() => []);
  perm.forEach((i, place) => {
    const chunk = Math.floor(place / m);
    const visible = perm.slice(Math.max(0, chunk - 1) * m, (chunk + 1) * m);
    const others = visible.filter((j) => j !== i && b[j] === b[i] && (!causal || j < i));
    targets[i] = others.length > 0 ? others : [i];
  });
  return targets;
  // END SOLUTION
}

/**
 * Each round gives an output and, for every row, $\mathrm{lse} = \ln \sum_j e^{s_j}$ over the scores it has seen.
 * Put the rounds together: row i is the average of the rounds' rows i with weights softmax(lse over the rounds).
 * If the rounds read different keys, that is exactly attention over all of them. A round whose lse is −∞ saw
 * nothing and weighs nothing; a row that saw nothing in any round is all zeros.
 * @param outs one O [T, dv] for each round
 * @param lse one list of T numbers for each round
 * @returns [T, dv]
 * @hint Each row has a softmax of its own, over as many numbers as there are rounds. Subtract the largest first, and look out for −∞ − (−∞).
 */
export function combineRounds(outs: readonly Matrix[], lse: readonly Float64Array[]): Matrix {
  // BEGIN SOLUTION
  const [T, dv] = outs[0]!.shape as [number, number];
  return fromFunction([T, dv], (i, c) => {
    const m = Math.max(...lse.map((round) => round[i]!));
    if (m === -Infinity) return 0;
    const weights = lse.map((round) => Math.exp(round[i]! - m));
    const sum = weights.reduce((a, b) => a + b, 0);
    return outs.reduce((o, O, r) => o + (weights[r]! / sum) * O.get(i, c), 0);
  });
  // END SOLUTION
}

/**
 * How likely do two vectors at an angle θ share a bucket? Find out by experiment: take two vectors at that angle in
 * the plane, hash both under n random rotations, and return the share of the rotations that gave both the same
 * bucket. A rotation is b/2 random directions with normally distributed entries.
 * @param theta angle in radians, 0 to π
 * @param b buckets, even
 * @param rng gives uniform random numbers in [0, 1); `gaussian(rng)` and `randn(shape, rng)` make normal ones of them
 * @param n trials, each with a rotation of its own
 * @returns hits / n
 * @hint (1, 0) and (cos θ, sin θ) are at the angle θ. In each trial both meet the same rotation, and the next trial draws a new one.
 */
export function collision(theta: number, b: number, rng: Rng, n: number): number {
  // BEGIN SOLUTION
  const [x, y] = [Float64Array.of(1, 0), Float64Array.of(Math.cos(theta), Math.sin(theta))];
  let hits = 0;
  for (let trial = 0; trial < n; trial++) {
    const R = randn([2, b / 2], rng);
    if (lshHash(x, R) === lshHash(y, R)) hits++;
  }
  return hits / n;
  // END SOLUTION
}
