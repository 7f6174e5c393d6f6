/** The one place of the guest that knows how a matrix is made. */
import { fromFunction, type Matrix } from "long-attention/tensor";

export type { Matrix };

/** The matrix [n, d] whose row-major numbers are `data`. */
export const matrixOf = ([n, d]: readonly [number, number], data: Float64Array): Matrix =>
  fromFunction([n, d], (i, j) => data[i * d + j]!);
