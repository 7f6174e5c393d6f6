import { patternFromKeys } from "../sparse/given.js";
import { sparseAttention } from "../sparse/sparse-attention.js";
import { attentionShapes, dimension, isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor, rows } from "../tensor/matrix.js";
import { indexScores } from "./indexer.js";
import { topKCausal } from "./top-k-causal.js";

/** What chooses: index heads and weights for each query, one index key a token, and how many keys are read. */
export interface Indexer {
  /** The H index heads of each query, one [H, d_I] a query. */
  readonly queries: readonly Matrix[];
  /** [T, H] weights of the heads. */
  readonly weights: Matrix;
  /** [T, d_I] one index key a token. */
  readonly keys: Matrix;
  readonly k: number;
}

/** What attention gave, and which keys it read. */
export interface DsaOutput {
  /** [T, dv] */
  readonly O: Matrix;
  /** The keys of each query, ascending. */
  readonly selected: readonly (readonly number[])[];
}

/**
 * DeepSeek sparse attention: score all keys with a cheap indexer, read the k best of the past, and attend to these only.
 * (The published one attends by multi-head latent attention; which attention reads the chosen keys changes nothing here.)
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]
 * @see DeepSeek-V3.2-Exp 2025
 */
export function dsaAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  { queries, weights, keys, k }: Indexer,
  options: { readonly scale?: number } = {},
): DsaOutput {
  const { N: T, M } = attentionShapes("dsaAttention", Q, K, V);
  isMatrix("dsaAttention", "weights", weights);
  isMatrix("dsaAttention", "keys", keys);
  dimension("dsaAttention", "k", k);
  if (M !== T || queries.length !== T || weights.shape[0] !== T || keys.shape[0] !== T)
    throw new RangeError(
      `dsaAttention: Q is [${Q.shape}], K is [${K.shape}], there are ${queries.length} index queries, weights is [${weights.shape}] and keys is [${keys.shape}]; all need one row a token`,
    );
  const selected = queries.map((q, t) =>
    topKCausal(indexScores(q, rowMajor(rows(weights, t, t + 1)), keys), t, k),
  );
  return { O: sparseAttention(Q, K, V, patternFromKeys(selected), options), selected };
}
