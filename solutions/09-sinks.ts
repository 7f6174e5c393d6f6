/**
 * A model that was trained with full attention collapses when its first tokens leave the window. Here you keep
 * them: as a mask, as a cache that forgets the middle, with distances the model knows, and with a sink of its own.
 */
import { fromFunction, type Matrix } from "long-attention/tensor";

/**
 * The Λ-shaped mask: two strips, one down the left edge and one along the diagonal. Query i may read the first g
 * keys and the newest L, its own among them, and never a key that comes after it. Rows and columns count from 0.
 * @param T tokens
 * @param g first tokens that stay in sight, 0 or more
 * @param L newest keys, at least 1
 * @returns [T, T] 1 where query i may read key j, else 0
 * @hint Write down when key j is one of the first, when it is one of the newest for query i, and when it is not in the future.
 */
export function lambdaMask(T: number, g: number, L: number): Matrix {
  // BEGIN SOLUTION
  return fromFunction([T, T], (i, j) => (j <= i && (j < g || i - j < L) ? 1 : 0));
  // END SOLUTION
}

/**
 * A cache may hold `sinks` + `recent` tokens. Say which of its `len` tokens stay: the first `sinks` always, and of
 * the others the newest, so many that `incoming` tokens can be appended and the cache still is not too full. While
 * there is room for all, all stay.
 * @param len tokens in the cache now
 * @param sinks first tokens, never evicted, 0 or more
 * @param recent newest tokens that the cache has room for, at least 1
 * @param incoming tokens about to be appended, at most `recent`
 * @returns the indices that stay, each once, ascending
 * @hint What is the first index, after the sinks, that stays? Try evict(8, 4, 4, 1), then evict(3, 4, 4) and evict(8, 4, 4, 4).
 */
export function evict(len: number, sinks: number, recent: number, incoming = 0): number[] {
  // BEGIN SOLUTION
  const oldest = len - recent + incoming;
  return Array.from({ length: len }, (_, i) => i).filter((i) => i < sinks || i >= oldest);
  // END SOLUTION
}

/** Whose distances a position encoding is given. */
export type DistanceMode = "lambda" | "streaming";

/**
 * A relative position encoding is given the distance from the query to each key, and knows only distances that it
 * saw in training. Two remedies: "lambda" (LM-Infinite) counts in the text, i − j; "streaming" (StreamingLLM) counts
 * places in the cache, as if the evicted tokens had never been. In both modes no distance exceeds `limit`.
 * @param mode "lambda" or "streaming"
 * @param keys positions in the text of the keys in the cache, ascending; the last one is i, the query's own
 * @param i position of the query
 * @param limit largest distance allowed, at least 1; may be Infinity
 * @returns one distance for each key, 0 for the query's own
 * @hint In the cache, the query's own key lies at place keys.length − 1. How many places before it lies another?
 */
export function relativeDistances(
  mode: DistanceMode,
  keys: readonly number[],
  i: number,
  limit: number,
): number[] {
  // BEGIN SOLUTION
  return keys.map((j, place) => Math.min(mode === "lambda" ? i - j : keys.length - 1 - place, limit));
  // END SOLUTION
}

/**
 * A softmax with a sink of its own: one more score stands in the denominator but reads nothing,
 * $p_i = e^{x_i} / (e^{\mathrm{sink}} + \sum_j e^{x_j})$. So the weights sum to less than 1, and a head may look at
 * little. With a sink of −∞ it is the plain softmax. Masked scores are −∞ and weigh 0, even when all are masked.
 * @param scores [n], n ≥ 1
 * @param sink the head's own score; a finite number, or −∞ as long as some score is finite
 * @returns [n] weights; the sink's own is not among them
 * @hint Treat the sink as one more score, also when you look for the largest; leave it out only at the end.
 */
export function sinkSoftmax(scores: Float64Array, sink: number): Float64Array {
  // BEGIN SOLUTION
  const m = Math.max(...scores, sink);
  const e = scores.map((score) => Math.exp(score - m));
  const sum = e.reduce((a, b) => a + b, Math.exp(sink - m));
  return e.map((part) => part / sum);
  // END SOLUTION
}

/**
 * How many pairs does the Λ mask of 09.1 allow? Texts are long, so do not count the mask's ones: find the number of
 * keys of each row, or a formula for all.
 * @param T tokens, perhaps 100,000
 * @param g first tokens that stay in sight, 0 or more
 * @param L newest keys, at least 1
 * @returns pairs
 * @hint Row i of the full causal mask has i + 1 keys. From which row on does the Λ have fewer, and how many then?
 */
export function lambdaNnz(T: number, g: number, L: number): number {
  // BEGIN SOLUTION
  const full = Math.min(T, g + L); // rows that still see everything before them
  return (full * (full + 1)) / 2 + (T - full) * (g + L);
  // END SOLUTION
}
