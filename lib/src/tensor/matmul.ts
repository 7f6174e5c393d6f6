import { isList, isMatrix } from "./check.js";
import { fromFunction, type Matrix, rowMajor } from "./matrix.js";

/**
 * C = A B, by rows, columns and a running sum.
 * @param A [n, k]  @param B [k, m]
 * @returns C [n, m]
 * @throws RangeError naming both shapes when the inner sizes differ
 */
export function matmul(A: Matrix, B: Matrix): Matrix {
  isMatrix("matmul", "A", A);
  isMatrix("matmul", "B", B);
  const [, k] = A.shape as [number, number];
  const [inner, m] = B.shape as [number, number];
  if (k !== inner)
    throw new RangeError(`matmul: A is [${A.shape}] and B is [${B.shape}]; A's columns must equal B's rows`);
  const [a, b] = [rowMajor(A), rowMajor(B)];
  return fromFunction([A.shape[0]!, m], (i, j) => {
    let sum = 0;
    for (let t = 0; t < k; t++) sum += a[i * k + t]! * b[t * m + j]!;
    return sum;
  });
}

/** x · y for two lists of the same length. */
export function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  isList("dot", "x", x);
  isList("dot", "y", y);
  if (x.length !== y.length)
    throw new RangeError(`dot: x has ${x.length} numbers and y has ${y.length}; they need the same length`);
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
}
