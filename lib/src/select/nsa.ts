import { attentionWeights } from "../attention/attention.js";
import { patternFromKeys } from "../sparse/given.js";
import { sparseAttention } from "../sparse/sparse-attention.js";
import { causalWindowPattern } from "../sparse/window.js";
import { attentionShapes, dimension, finite, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix, rowMajor, rows, zeros } from "../tensor/matrix.js";
import { mixRows } from "../tensor/weighted.js";
import { compress, entries } from "./compress.js";
import { type Selection, selectBlocks } from "./select-blocks.js";

/** NSA's sizes: what is summed up, what is read whole, and the window. */
export interface NsaSizes extends Selection {
  /** w, the query's own token and the w − 1 before it. */
  readonly w: number;
}

/** The sizes of the published model. @see NSA, §4.1 */
export const nsaPublished: NsaSizes = { l: 32, s: 16, lp: 64, n: 16, w: 512 };

/** The three branches and what the gates make of them. */
export interface NsaOutput {
  /** [T, dv] */
  readonly O: Matrix;
  /** Each branch's own output [T, dv]: compressed, selected, sliding. */
  readonly branches: readonly [Matrix, Matrix, Matrix];
  /** Weights on the entries [T, B]; zeros where nothing is complete yet. None when T < l. */
  readonly weights: Matrix | undefined;
  /** The blocks that each query reads. */
  readonly selected: readonly (readonly number[])[];
}

/**
 * Native sparse attention of one head. Three branches read the past: all signposts (`compress`), the blocks that the
 * signposts' weights point at (`selectBlocks`), and a window; gates mix them, o = g_c o_c + g_s o_s + g_w o_w. All three
 * share keys and values here; the paper gives each branch its own.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]
 * @param G [T, 3] gates for compressed, selected and sliding, each between 0 and 1; their sum is not 1
 * @see Yuan et al. 2025, Native Sparse Attention, eqs. 5 to 12
 */
export function nsaAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  G: Matrix,
  sizes: NsaSizes,
  { scale = 1 / Math.sqrt(Q.shape[1]!) }: { readonly scale?: number } = {},
): NsaOutput {
  const { N: T, M, dv } = attentionShapes("nsaAttention", Q, K, V);
  isMatrix("nsaAttention", "G", G);
  if (M !== T || G.shape[0] !== T || G.shape[1] !== 3)
    throw new RangeError(
      `nsaAttention: Q is [${Q.shape}], K is [${K.shape}] and G is [${G.shape}]; give as many keys as queries, and three gates a query`,
    );
  dimension("nsaAttention", "w", sizes.w);
  finite("nsaAttention", "scale", scale, { sign: "any" });
  const weights = weightsOnEntries(Q, K, sizes, scale);
  const selected = Array.from({ length: T }, (_, t) =>
    selectBlocks(
      weights ? rowMajor(rows(weights, t, t + 1)).subarray(0, entries(t + 1, sizes)) : [],
      t,
      sizes,
    ),
  );
  const branches = [
    weights ? mixRows(weights, compress(V, sizes)) : zeros([T, dv]),
    sparseAttention(Q, K, V, patternFromKeys(selected.map((blocks, t) => tokensOf(blocks, t, sizes.lp))), {
      scale,
    }),
    sparseAttention(Q, K, V, causalWindowPattern(T, sizes.w), { scale }),
  ] as const;
  const O = fromFunction([T, dv], (t, c) =>
    branches.reduce((sum, branch, b) => sum + G.get(t, b) * branch.get(t, c), 0),
  );
  return { O, branches, weights, selected };
}

/** [T, B] or undefined: the softmax of each query over the entries that are complete by then. */
function weightsOnEntries(Q: Matrix, K: Matrix, sizes: NsaSizes, scale: number): Matrix | undefined {
  const T = Q.shape[0]!;
  const B = entries(T, sizes);
  if (B === 0) return undefined;
  const mask = fromFunction([T, B], (t, i) => (i < entries(t + 1, sizes) ? 1 : 0));
  return attentionWeights(Q, compress(K, sizes), { mask, scale });
}

/** The tokens of these blocks that query t may read, ascending. */
export const tokensOf = (blocks: readonly number[], t: number, lp: number): number[] =>
  blocks.flatMap((j) => Array.from({ length: lp }, (_, k) => j * lp + k)).filter((token) => token <= t);
