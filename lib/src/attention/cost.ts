import { dimension } from "../tensor/check.js";

/** How many (query, key) pairs attention computes: T² in full, T(T+1)/2 with the causal mask. */
export function attentionPairs(T: number, causal = false): number {
  dimension("attentionPairs", "T", T);
  return causal ? (T * (T + 1)) / 2 : T * T;
}

/**
 * FLOPs of the two matrix products, QKᵀ and PV: 4d for each pair, a multiply-add being two FLOPs.
 * @param T tokens  @param d head dimension
 */
export function attentionFlops(T: number, d: number, causal = false): number {
  dimension("attentionFlops", "d", d);
  return 4 * d * attentionPairs(T, causal);
}

/** FLOPs of the softmax: five for each pair (max, subtract, exp, sum, divide). */
export const softmaxFlops = (T: number, causal = false): number => 5 * attentionPairs(T, causal);

/** Bytes of one T × T score matrix of one head, at `bytes` per number (2 for fp16). */
export function scoreMatrixBytes(T: number, bytes = 2): number {
  dimension("scoreMatrixBytes", "bytes", bytes);
  return attentionPairs(T) * bytes;
}
