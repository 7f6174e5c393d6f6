import { dimension, finite } from "../tensor/check.js";

/** With `causal`, a query reads no later key. */
export interface Causal {
  readonly causal?: boolean;
}

/** How many (query, key) pairs attention computes: T² in full, T(T+1)/2 with the causal mask. */
export function attentionPairs(T: number, { causal = false }: Causal = {}): number {
  dimension("attentionPairs", "T", T);
  return causal ? (T * (T + 1)) / 2 : T * T;
}

/**
 * FLOPs of the two matrix products, QKᵀ and PV: 4d for each pair, a multiply-add being two FLOPs.
 * @param T tokens  @param d head dimension
 */
export function attentionFlops(T: number, d: number, options: Causal = {}): number {
  dimension("attentionFlops", "d", d);
  return 4 * d * attentionPairs(T, options);
}

/** FLOPs of the softmax: five for each pair (max, subtract, exp, sum, divide). */
export const softmaxFlops = (T: number, options: Causal = {}): number => 5 * attentionPairs(T, options);

/**
 * Bytes of the T × T score matrices: one matrix for each head of each layer.
 * @param T tokens  @param bytes a number's size, 2 for fp16  @param heads a layer's heads
 */
export function scoreMatrixBytes(T: number, bytes = 2, heads = 1, layers = 1): number {
  for (const [name, value] of Object.entries({ bytes, heads, layers }))
    dimension("scoreMatrixBytes", name, value);
  return attentionPairs(T) * bytes * heads * layers;
}

/**
 * The longest context whose score matrices fit into `memoryBytes`: the largest T with
 * scoreMatrixBytes(T, bytes, heads, layers) ≤ memoryBytes. It grows with the square root of the memory.
 * @returns a whole number of tokens; 0 when not even one fits
 */
export function maxContext(memoryBytes: number, bytes = 2, heads = 1, layers = 1): number {
  finite("maxContext", "memoryBytes", memoryBytes, { sign: "not negative" });
  for (const [name, value] of Object.entries({ bytes, heads, layers })) dimension("maxContext", name, value);
  const perPair = bytes * heads * layers;
  const T = Math.floor(Math.sqrt(memoryBytes / perPair));
  // The root may have been rounded up to a whole number that does not fit.
  return T * T * perPair <= memoryBytes ? T : T - 1;
}
