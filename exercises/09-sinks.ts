/**
 * Exercises 09 · Λ-attention and sinks
 *
 * A model that was trained with full attention collapses when its first tokens leave the window. Here you
 * keep them: as a mask, as a cache that forgets the middle, with distances the model knows, and with a sink
 * of its own.
 *
 * Write each function, then run `npm run check -- 09 --watch`. A hint: `npm run check -- 09.1 --hint`.
 */
import { fromFunction, type Matrix } from "long-attention/tensor";

/** Whose distances a position encoding is given. */
export type DistanceMode = "lambda" | "streaming";

// 09.1 · The Λ mask · 3 points · easy
/**
 * The Λ-shaped mask: two strips, one down the left edge and one along the diagonal. Query i may read the
 * first g keys and the newest L, its own among them, and never a key that comes after it. Rows and columns
 * count from 0.
 * @param T tokens
 * @param g first tokens that stay in sight, 0 or more
 * @param L newest keys, at least 1
 * @returns [T, T] 1 where query i may read key j, else 0
 * (The reference takes 1 line.)
 */
export function lambdaMask(T: number, g: number, L: number): Matrix {
  throw new Error("TODO exercise 09.1: lambdaMask");
}

// 09.2 · What the cache forgets · 4 points · medium
/**
 * A cache may hold `sinks` + `recent` tokens. Say which of its `len` tokens stay: the first `sinks` always,
 * and of the others the newest, so many that `incoming` tokens can be appended and the cache still is not
 * too full. While there is room for all, all stay.
 * @param len tokens in the cache now
 * @param sinks first tokens, never evicted, 0 or more
 * @param recent newest tokens that the cache has room for, at least 1
 * @param incoming tokens about to be appended, at most `recent`
 * @returns the indices that stay, each once, ascending
 * (The reference takes 2 lines.)
 */
export function evict(len: number, sinks: number, recent: number, incoming = 0): number[] {
  throw new Error("TODO exercise 09.2: evict");
}

// 09.3 · How far is far · 4 points · medium
/**
 * A relative position encoding is given the distance from the query to each key, and knows only distances
 * that it saw in training. Two remedies: "lambda" (LM-Infinite) counts in the text, i − j; "streaming"
 * (StreamingLLM) counts places in the cache, as if the evicted tokens had never been. In both modes no
 * distance exceeds `limit`.
 * @param mode "lambda" or "streaming"
 * @param keys positions in the text of the keys in the cache, ascending; the last one is i, the query's own
 * @param i position of the query
 * @param limit largest distance allowed, at least 1; may be Infinity
 * @returns one distance for each key, 0 for the query's own
 * (The reference takes 1 line.)
 */
export function relativeDistances(
  mode: DistanceMode,
  keys: readonly number[],
  i: number,
  limit: number,
): number[] {
  throw new Error("TODO exercise 09.3: relativeDistances");
}

// 09.4 · A sink of its own · 3 points · medium
/**
 * A softmax with a sink of its own: one more score stands in the denominator but reads nothing, p_i =
 * e^(x_i) / (e^sink + Σ_j e^(x_j)). So the weights sum to less than 1, and a head may look at little. With a
 * sink of −∞ it is the plain softmax. Masked scores are −∞ and weigh 0, even when all are masked.
 * @param scores [n], n ≥ 1
 * @param sink the head's own score; a finite number, or −∞ as long as some score is finite
 * @returns [n] weights; the sink's own is not among them
 * (The reference takes 4 lines.)
 */
export function sinkSoftmax(scores: Float64Array, sink: number): Float64Array {
  throw new Error("TODO exercise 09.4: sinkSoftmax");
}

// 09.5 · Counting the Λ · 3 points · medium
/**
 * How many pairs does the Λ mask of 09.1 allow? Texts are long, so do not count the mask's ones: find the
 * number of keys of each row, or a formula for all.
 * @param T tokens, perhaps 100,000
 * @param g first tokens that stay in sight, 0 or more
 * @param L newest keys, at least 1
 * @returns pairs
 * (The reference takes 2 lines.)
 */
export function lambdaNnz(T: number, g: number, L: number): number {
  throw new Error("TODO exercise 09.5: lambdaNnz");
}
