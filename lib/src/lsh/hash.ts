import { dimension, finite, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix, rowMajor } from "../tensor/matrix.js";
import type { Rng } from "../tensor/random.js";
import { argmax, project, randomDirections } from "./project.js";

/**
 * A random rotation for b buckets: independent standard normal numbers.
 * @param d numbers in a vector  @param b buckets, even
 * @returns R [d, b/2]
 * @see Andoni et al. 2015
 */
export function randomRotation(d: number, b: number, random: Rng): Matrix {
  dimension("randomRotation", "d", d);
  if (!Number.isInteger(b) || b < 2 || b % 2 !== 0)
    throw new RangeError(
      `randomRotation: b must be an even number of buckets, at least 2, not ${b}; each of the b/2 directions gives two`,
    );
  const r = randomDirections(d, b / 2, random);
  return fromFunction([d, b / 2], (k, c) => r[(k * b) / 2 + c]!);
}

/**
 * [xR; −xR], how far x points along each direction of R and against it.
 * @param x d numbers  @param R [d, b/2]
 * @returns b numbers
 * @throws RangeError when x and R's rows differ in number, or a number of x is not finite
 */
export function rotate(x: ArrayLike<number>, R: Matrix): Float64Array {
  isMatrix("lshHash", "R", R);
  const [d, half] = R.shape as [number, number];
  if (x.length !== d)
    throw new RangeError(
      `lshHash: x has ${x.length} numbers but R is [${R.shape}]; R needs one row for each`,
    );
  for (let k = 0; k < d; k++)
    if (!Number.isFinite(x[k])) finite("lshHash", `x[${k}]`, x[k]!, { sign: "any" });
  return project(x, rowMajor(R), half);
}

/**
 * The bucket of x: h(x) = argmax [xR; −xR], the lowest index on a tie. It depends on x's direction only,
 * and −x lies opposite: h(−x) = (h(x) + b/2) mod b.
 * @param x d numbers  @param R [d, b/2]
 * @returns 0 ≤ h < b
 * @see Kitaev et al. 2020 (Reformer), §2
 */
export function lshHash(x: ArrayLike<number>, R: Matrix): number {
  return argmax(rotate(x, R));
}
