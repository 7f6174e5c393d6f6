/** Hashing's arithmetic on plain lists, without matrices: what `lshHash` and the figures share. */
import { gaussian, type Rng } from "../tensor/random.js";

/** d · half independent standard normal numbers: a random rotation, row by row. */
export const randomDirections = (d: number, half: number, random: Rng): Float64Array =>
  Float64Array.from({ length: d * half }, () => gaussian(random));

/**
 * [xR; −xR], how far x points along each direction of R and against it.
 * @param x d numbers  @param r R [d, half], row by row
 * @returns 2 · half numbers
 */
export function project(x: ArrayLike<number>, r: ArrayLike<number>, half: number): Float64Array {
  const y = new Float64Array(2 * half);
  for (let k = 0; k < x.length; k++) for (let c = 0; c < half; c++) y[c]! += x[k]! * r[k * half + c]!;
  for (let c = 0; c < half; c++) y[half + c] = 0 - y[c]!;
  return y;
}

/** Where the largest number stands, the first of them on a tie. */
export function argmax(y: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < y.length; c++) if (y[c]! > y[best]!) best = c;
  return best;
}
