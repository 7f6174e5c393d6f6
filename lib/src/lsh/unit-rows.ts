import { isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";

/** Every row of A divided by its length; a row of zeros stays as it is. */
export function unitRows(A: Matrix): Matrix {
  isMatrix("unitRows", "A", A);
  const [n, d] = A.shape as [number, number];
  const lengths = Array.from({ length: n }, (_, i) => {
    let squares = 0;
    for (let k = 0; k < d; k++) squares += A.get(i, k) ** 2;
    return Math.sqrt(squares) || 1;
  });
  return fromFunction([n, d], (i, k) => A.get(i, k) / lengths[i]!);
}
