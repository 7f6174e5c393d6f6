/** Hashing with a twist, for mutants. */
import type { Matrix } from "long-attention/tensor";

/** xR, one number for each column of R. */
export const along = (x: ArrayLike<number>, R: Matrix): number[] =>
  Array.from({ length: R.shape[1]! }, (_, c) => {
    let sum = 0;
    for (let k = 0; k < x.length; k++) sum += x[k]! * R.get(k, c);
    return sum;
  });

/** Where the largest number stands, the first of them on a tie. */
export const argmax = (y: readonly number[]): number => y.indexOf(Math.max(...y));

/** The right hash. */
export const hash = (x: ArrayLike<number>, R: Matrix): number => {
  const y = along(x, R);
  return argmax([...y, ...y.map((yc) => -yc)]);
};
