/** Sums over long vectors, in place where they can be: the inner loops of Lanczos. */

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

export const norm = (x: Float64Array): number => Math.sqrt(dot(x, x));

/** y += a x */
export function add(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + a * x[i]!;
}

/** x *= a */
export function scale(x: Float64Array, a: number): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * a;
}

/** Takes from x its parts along the orthonormal vectors, one after the other. */
export function project(x: Float64Array, orthonormal: Iterable<Float64Array>): void {
  for (const u of orthonormal) add(x, -dot(u, x), u);
}
