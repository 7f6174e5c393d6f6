/**
 * The library's one rule for entries that are not finite: a weight of 0 adds nothing, so what a query may not read has no
 * influence on it, whatever it holds. 0 · NaN and 0 · ∞ would be NaN.
 */
import { isMatrix } from "./check.js";
import { type Matrix, rowMajor, zeros } from "./matrix.js";

/** w · x, and 0 for a weight of 0, also when x is NaN or infinite. */
export const weighted = (w: number, x: number): number => (w === 0 ? 0 : w * x);

/**
 * Row i of the result is Σ_j P_ij V_j: the rows of V, mixed by the weights in row i of P. Like `matmul`, but a NaN or
 * infinite row of V reaches only the rows that give it weight.
 * @param P [n, m] weights  @param V [m, dv]
 * @returns [n, dv]
 * @throws RangeError naming both shapes when the inner sizes differ
 */
export function mixRows(P: Matrix, V: Matrix): Matrix {
  isMatrix("mixRows", "P", P);
  isMatrix("mixRows", "V", V);
  const [n, m] = P.shape as [number, number];
  const dv = V.shape[1]!;
  if (V.shape[0] !== m)
    throw new RangeError(`mixRows: P is [${P.shape}] and V is [${V.shape}]; P's columns must equal V's rows`);
  const [p, v] = [rowMajor(P), rowMajor(V)];
  const mixed = zeros([n, dv]);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++) {
      const weight = p[i * m + j]!;
      if (weight === 0) continue;
      for (let c = 0; c < dv; c++) mixed.data[i * dv + c]! += weight * v[j * dv + c]!;
    }
  return mixed;
}
