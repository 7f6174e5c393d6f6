import { head } from "../attention/multi-head.js";
import { attentionShapes } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";
import { sideBySide } from "../tensor/side-by-side.js";
import { blockPattern } from "./block.js";
import { blockSizes, patternFits } from "./check.js";
import type { Pattern } from "./pattern.js";
import { type SparseAttentionOptions, sparseAttention } from "./sparse-attention.js";

/**
 * Multi-head attention in which every head has its own pattern: head h works on columns [h·d, (h+1)·d)
 * with scale 1/√d, d = d_model / heads; the outputs stand side by side, in head order.
 * @param Q [N, d_model]  @param K [M, d_model]  @param V [M, d_model]
 * @param patterns one for each head; their number divides d_model
 * @returns O [N, d_model]
 */
export function sparseHeads(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  patterns: readonly Pattern[],
  options: SparseAttentionOptions = {},
): Matrix {
  const { N, d, M, dv } = attentionShapes("sparseHeads", Q, K, V);
  const H = patterns.length;
  if (H === 0 || d % H !== 0 || dv % H !== 0)
    throw new RangeError(
      `sparseHeads: ${H} patterns for Q [${Q.shape}] and V [${V.shape}]; the number of heads must divide both widths`,
    );
  for (const p of patterns) patternFits("sparseHeads", p, N, M);
  const outputs = patterns.map((p, h) =>
    sparseAttention(head(Q, h, H), head(K, h, H), head(V, h, H), p, options),
  );
  return sideBySide(outputs);
}

/**
 * BlockBERT's attention: head h reads blockwise with its own permutation, and merging the heads is what
 * lets blocks hear of each other. Each head costs 1/n of full attention.
 * @param Q [T, d_model]  @param K [T, d_model]  @param V [T, d_model]
 * @param perms π of each head: as many lists as heads, each a permutation of its n blocks
 * @returns O [T, d_model]
 * @see BlockBERT (Qiu et al. 2020)
 */
export function blockHeads(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  perms: readonly (readonly number[])[],
  options: SparseAttentionOptions = {},
): Matrix {
  const { N } = attentionShapes("blockHeads", Q, K, V);
  for (const perm of perms) blockSizes("blockHeads", N, perm.length, perm);
  const patterns = perms.map((perm) => blockPattern(N, perm.length, perm));
  return sparseHeads(Q, K, V, patterns, options);
}
