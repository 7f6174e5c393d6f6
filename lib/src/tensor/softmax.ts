import { isList, isMatrix } from "./check.js";
import { fromFunction, type Matrix, rowMajor } from "./matrix.js";

/**
 * softmax(x)ᵢ = exp(xᵢ − m) / Σⱼ exp(xⱼ − m) with m = max x, so that nothing overflows.
 * Masked scores are −∞ and get weight 0. A row that sees nothing (all −∞) gives all zeros:
 * the library's one rule for such rows, and this is the place that decides it.
 * @param x any number of scores
 * @returns as many weights ≥ 0 that sum to 1, or all 0
 */
export function softmax(x: ArrayLike<number>): Float64Array {
  isList("softmax", "x", x);
  const weights = Float64Array.from(x);
  const m = weights.reduce((a, b) => Math.max(a, b), -Infinity);
  if (m === -Infinity) return weights.fill(0);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] = Math.exp(weights[i]! - m);
  return weights.map((w) => w / sum);
}

/**
 * Softmax of every row.
 * @param S [n, m] scores, −∞ where masked
 * @returns P [n, m]
 */
export function softmaxRows(S: Matrix): Matrix {
  isMatrix("softmaxRows", "S", S);
  const [n, m] = S.shape as [number, number];
  const scores = rowMajor(S);
  const P = Array.from({ length: n }, (_, i) => softmax(scores.subarray(i * m, (i + 1) * m)));
  return fromFunction([n, m], (i, j) => P[i]![j]!);
}

/** log Σ exp(xᵢ), safe for large scores; −∞ when every score is −∞ or there is none. */
export function logSumExp(x: ArrayLike<number>): number {
  isList("logSumExp", "x", x);
  const m = Array.from(x).reduce((a, b) => Math.max(a, b), -Infinity);
  if (m === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i]! - m);
  return m + Math.log(sum);
}
