import { attentionShapes, isMatrix } from "../tensor/check.js";
import { matmul } from "../tensor/matmul.js";
import { fromFunction, type Matrix, transpose } from "../tensor/matrix.js";
import { mixRows, weighted } from "../tensor/weighted.js";
import { type AttentionOptions, attentionWeights } from "./attention.js";

/** How a loss changes with attention's inputs. */
export interface Gradients {
  /** [N, d] */
  readonly dQ: Matrix;
  /** [M, d] */
  readonly dK: Matrix;
  /** [M, dv] */
  readonly dV: Matrix;
}

/**
 * Gradients of softmax attention, the plain way: the whole N × M matrix P is formed again.
 * dV = PᵀdO, dP = dO Vᵀ, dS = P ∘ (dP − D) with D_i = Σ_c dO_ic O_ic, dQ = scale · dS K, dK = scale · dSᵀ Q.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param dO [N, dv], how the loss changes with O
 * @throws RangeError naming both shapes when dO does not fit
 * @see Dao et al. 2022, appendix B.2
 */
export function attentionBackward(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  dO: Matrix,
  options: AttentionOptions = {},
): Gradients {
  const { N, d, M, dv } = attentionShapes("attentionBackward", Q, K, V);
  checkOutputGradient("attentionBackward", dO, N, dv);
  const { scale = 1 / Math.sqrt(d) } = options;
  const P = attentionWeights(Q, K, options);
  const O = mixRows(P, V);
  const D = rowDots(dO, O);
  const dP = matmul(dO, transpose(V));
  const dS = fromFunction([N, M], (i, j) => weighted(P.get(i, j), scale * (dP.get(i, j) - D[i]!)));
  return { dQ: mixRows(dS, K), dK: mixRows(transpose(dS), Q), dV: mixRows(transpose(P), dO) };
}

/** Σ_c A_ic B_ic for every row i. */
export function rowDots(A: Matrix, B: Matrix): Float64Array {
  return Float64Array.from({ length: A.shape[0]! }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < A.shape[1]!; c++) sum += A.get(i, c) * B.get(i, c);
    return sum;
  });
}

/** dO must have O's shape. */
export function checkOutputGradient(where: string, dO: Matrix, N: number, dv: number): void {
  isMatrix(where, "dO", dO);
  if (dO.shape[0] !== N || dO.shape[1] !== dv)
    throw new RangeError(`${where}: dO is [${dO.shape}] but O is [${N},${dv}]; they need the same shape`);
}
