import { dimension } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";

/**
 * The causal mask: query i may read key j when j ≤ i + (M − N), so the last query reads every key.
 * With M = N that is the lower triangle with its diagonal; with N = 1 it is one decoding step.
 * @param N queries  @param M keys, at least N
 * @returns [N, M] of 0 and 1
 */
export function causalMask(N: number, M = N): Matrix {
  dimension("causalMask", "N", N);
  dimension("causalMask", "M", M);
  if (M < N) throw new RangeError(`causalMask: ${N} queries but only ${M} keys; M must be at least N`);
  return fromFunction([N, M], (i, j) => (j <= i + M - N ? 1 : 0));
}
