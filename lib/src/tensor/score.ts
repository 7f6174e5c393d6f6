import { dot } from "./matmul.js";

/**
 * scale · (q · k). Where the bare product overflows although the score does not (entries of 1e200, scale 1e−300), the
 * scale is taken into q or k first.
 * @param q [d]  @param k [d]
 * @param product how two vectors are multiplied. Default: their dot product
 */
export function score(
  scale: number,
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  product: (x: ArrayLike<number>, y: ArrayLike<number>) => number = dot,
): number {
  const plain = scale * product(q, k);
  if (Number.isFinite(plain)) return plain;
  const scaled = (x: ArrayLike<number>) => Float64Array.from(x, (value) => scale * value);
  const others = [product(scaled(q), k), product(q, scaled(k))];
  return others.find(Number.isFinite) ?? plain;
}
