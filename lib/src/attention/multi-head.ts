import { attentionShapes, dimension, isMatrix } from "../tensor/check.js";
import { columns, type Matrix } from "../tensor/matrix.js";
import { sideBySide } from "../tensor/side-by-side.js";
import { type AttentionOptions, attention } from "./attention.js";

/**
 * Multi-head attention without projections: head h attends over columns [h·d, (h+1)·d) with
 * d = d_model / heads and scale 1/√d; the heads' outputs stand side by side, in head order.
 * @param Q [N, d_model]  @param K [M, d_model]  @param V [M, d_model]
 * @param heads H, divides d_model
 * @returns O [N, d_model]
 * @throws RangeError when the heads do not divide the columns
 * @see Vaswani et al. 2017, §3.2.2
 */
export function multiHeadAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  heads: number,
  options: AttentionOptions = {},
): Matrix {
  attentionShapes("multiHeadAttention", Q, K, V);
  equalHeads("multiHeadAttention", heads, { Q, V });
  const outputs = Array.from({ length: heads }, (_, h) =>
    attention(head(Q, h, heads), head(K, h, heads), head(V, h, heads), options),
  );
  return sideBySide(outputs);
}

/**
 * Head h of A [N, d_model]: columns [h·d, (h+1)·d) as a view, d = d_model / heads.
 * @param h 0 ≤ h < heads  @param heads divides d_model
 */
export function head(A: Matrix, h: number, heads: number): Matrix {
  isMatrix("head", "A", A);
  equalHeads("head", heads, { A });
  dimension("head", "h", h, 0);
  if (h >= heads) throw new RangeError(`head: h is ${h} but the heads are numbered 0 to ${heads - 1}`);
  const d = A.shape[1]! / heads;
  return columns(A, h * d, (h + 1) * d);
}

function equalHeads(where: string, heads: number, matrices: Record<string, Matrix>): void {
  dimension(where, "heads", heads);
  for (const [name, A] of Object.entries(matrices))
    if (A.shape[1]! % heads !== 0)
      throw new RangeError(
        `${where}: ${name} is [${A.shape}], whose ${A.shape[1]} columns do not split into ${heads} equal heads`,
      );
}
