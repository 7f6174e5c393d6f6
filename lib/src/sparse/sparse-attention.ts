import { attentionShapes, finite } from "../tensor/check.js";
import { dot as plainDot } from "../tensor/matmul.js";
import { type Matrix, rowMajor, zeros } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { softmax } from "../tensor/softmax.js";
import { weighted } from "../tensor/weighted.js";
import { patternFits } from "./check.js";
import type { Pattern } from "./pattern.js";

/** A product of two vectors of the same length. */
export type Dot = (x: ArrayLike<number>, y: ArrayLike<number>) => number;

/** The factor on the scores, and who multiplies. */
export interface SparseAttentionOptions {
  /** Factor on q·k. Default 1/√d. */
  readonly scale?: number;
  /** The product of a query and a key, called once for each pair of the pattern. */
  readonly dot?: Dot;
}

/**
 * Attention over the pattern's pairs alone: for query i with keys J, oᵢ = Σ_{j∈J} softmax_J(scale · qᵢ·kⱼ) vⱼ.
 * Time O(nnz · d), memory one row of scores: nothing of size N × M is ever made.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param pattern N queries, M keys
 * @returns O [N, dv]; a query with no keys gets zeros
 * @throws RangeError naming the shapes when they do not fit each other or the pattern
 */
export function sparseAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  pattern: Pattern,
  options: SparseAttentionOptions = {},
): Matrix {
  const { N, d, M, dv } = attentionShapes("sparseAttention", Q, K, V);
  const { scale = 1 / Math.sqrt(d), dot = plainDot } = options;
  finite("sparseAttention", "scale", scale, { sign: "any" });
  patternFits("sparseAttention", pattern, N, M);
  const [q, k, v] = [rowViews(Q), rowViews(K), rowViews(V)];
  const O = zeros([N, dv]);
  rowViews(O).forEach((o, i) => {
    const J = pattern.keys(i);
    const p = softmax(J.map((j) => score(scale, q[i]!, k[j]!, dot)));
    J.forEach((j, t) => {
      for (let c = 0; c < dv; c++) o[c] = o[c]! + weighted(p[t]!, v[j]![c]!);
    });
  });
  return O;
}

/** A dot product that counts its calls: pass it as the options, then compare `calls` with the nnz. */
export function countingDot(): { calls: number; readonly dot: Dot } {
  const counter = {
    calls: 0,
    dot: (x: ArrayLike<number>, y: ArrayLike<number>) => {
      counter.calls++;
      return plainDot(x, y);
    },
  };
  return counter;
}

function rowViews(A: Matrix): Float64Array[] {
  const [n, d] = A.shape as [number, number];
  const data = rowMajor(A);
  return Array.from({ length: n }, (_, i) => data.subarray(i * d, (i + 1) * d));
}
