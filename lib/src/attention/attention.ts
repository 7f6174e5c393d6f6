import { attentionShapes, finite, isMatrix } from "../tensor/check.js";
import { matmul } from "../tensor/matmul.js";
import { fromFunction, type Matrix, rowMajor, rows, transpose } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { softmaxRows } from "../tensor/softmax.js";
import { mixRows } from "../tensor/weighted.js";
import { causalMask } from "./masks.js";

/** Which keys a query may read, and the factor on the scores. */
export interface AttentionOptions {
  /** [N, M] of 0 and 1; 1 = query i may read key j. Default: all ones. */
  readonly mask?: Matrix;
  /** Query i reads keys j ≤ i + (M − N): the last query sees every key. Default false. */
  readonly causal?: boolean;
  /** Factor on QKᵀ. Default 1/√d. */
  readonly scale?: number;
}

/**
 * Scaled, masked scores: S = scale · QKᵀ, and −∞ where a query may not read a key.
 * @param Q [N, d]  @param K [M, d]
 * @returns S [N, M]
 * @throws RangeError naming both shapes when inner sizes differ, or when the mask does not fit
 */
export function attentionScores(Q: Matrix, K: Matrix, options: AttentionOptions = {}): Matrix {
  const { N, d, M } = attentionShapes("attentionScores", Q, K, K);
  const { mask, causal = false, scale = 1 / Math.sqrt(d) } = options;
  finite("attentionScores", "scale", scale, { sign: "any" });
  if (mask) checkMask(mask, N, M);
  const past = causal ? causalMask(N, M) : undefined;
  const S = matmul(Q, transpose(K));
  const reads = (i: number, j: number) => mask?.get(i, j) !== 0 && past?.get(i, j) !== 0;
  return fromFunction([N, M], (i, j) => {
    if (!reads(i, j)) return -Infinity;
    const s = scale * S.get(i, j);
    return Number.isFinite(s) ? s : score(scale, row(Q, i), row(K, j));
  });
}

const row = (A: Matrix, i: number): Float64Array => rowMajor(rows(A, i, i + 1));

/** An additive mask (0 and −∞) would otherwise be read as its opposite. */
function checkMask(mask: Matrix, N: number, M: number): void {
  isMatrix("attentionScores", "mask", mask);
  if (mask.shape[0] !== N || mask.shape[1] !== M)
    throw new RangeError(`attentionScores: mask is [${mask.shape}] but Q and K need a mask of [${N},${M}]`);
  const odd = rowMajor(mask).find((x) => x !== 0 && x !== 1);
  if (odd !== undefined)
    throw new RangeError(
      `attentionScores: mask holds ${odd}; use 1 where a query may read a key and 0 where it may not`,
    );
}

/**
 * Who looks at whom: P = softmax(S), each row a distribution over the keys.
 * @param Q [N, d]  @param K [M, d]
 * @returns P [N, M]; a row that may read nothing is all zeros
 */
export function attentionWeights(Q: Matrix, K: Matrix, options: AttentionOptions = {}): Matrix {
  return softmaxRows(attentionScores(Q, K, options));
}

/**
 * Scaled dot-product attention, O = softmax(QKᵀ / √d) V.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @returns O [N, dv]; a row that may read nothing is all zeros, and NaN or Infinity in a key or value reaches only the
 *   rows that read it
 * @throws RangeError naming both shapes when sizes differ
 * @see Vaswani et al. 2017, eq. 1; FlashAttention (Dao et al. 2022), Algorithm 0
 */
export function attention(Q: Matrix, K: Matrix, V: Matrix, options: AttentionOptions = {}): Matrix {
  attentionShapes("attention", Q, K, V);
  return mixRows(attentionWeights(Q, K, options), V);
}
