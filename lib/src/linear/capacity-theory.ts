import { dimension } from "../tensor/check.js";

function sizes(where: string, n: number, d: number) {
  dimension(where, "n", n);
  dimension(where, "d", d);
}

/** Expected squared error of a sum: each of the n − 1 others leaves 1/d. */
export function sumError(n: number, d: number): number {
  sizes("sumError", n, d);
  return (n - 1) / d;
}

/** Of the best d × d matrix there is, by least squares: none for up to d pairs, then 1 − d/n. */
export function leastSquaresError(n: number, d: number): number {
  sizes("leastSquaresError", n, d);
  return n <= d ? 0 : 1 - d / n;
}

/**
 * Expected squared error after one pass of the delta rule with β = 1: e of pair i and c, the product of its error with its value, after every
 * later write; s is the expected squared norm of a column of the state.
 */
export function deltaError(n: number, d: number): number {
  sizes("deltaError", n, d);
  const s = [0];
  for (let t = 1; t <= n; t++) s.push((1 - 1 / d) * s[t - 1]! + 1);
  let sum = 0;
  for (let i = 1; i <= n; i++) {
    let [e, c] = [0, 0];
    for (let j = i + 1; j <= n; j++) {
      e += -(2 / d) * (e + c) + 1 / d + (s[j - 1]! + 2 * (1 + 2 * c + e)) / (d * (d + 2));
      c = (1 - 1 / d) * c - 1 / d;
    }
    sum += e;
  }
  return sum / n;
}
