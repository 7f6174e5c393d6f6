/**
 * Many buckets from few directions. A hash into b buckets costs b/2 dot products for each vector; when b
 * grows with the sequence, that alone is quadratic. Hashes into b₁, b₂, … buckets, read as the digits of
 * one number, tell b₁·b₂·… buckets apart for (b₁ + b₂ + …)/2 dot products, about log b.
 */
import { dimension } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";
import type { Rng } from "../tensor/random.js";
import { lshHash, randomRotation } from "./hash.js";

/** How one round hashes: one rotation, or one for each factor of the number of buckets. */
export type Rotation = Matrix | readonly Matrix[];

/**
 * b as a product of even factors of at most `largest`, such as 512 = 8 · 8 · 8. What cannot be split so
 * stays whole: 34 is [34].
 * @param b buckets, even
 */
export function factorBuckets(b: number, largest = 8): number[] {
  for (const [name, value] of Object.entries({ b, largest }))
    if (!Number.isInteger(value) || value < 2 || value % 2 !== 0)
      throw new RangeError(`factorBuckets: ${name} must be an even number, at least 2, not ${value}`);
  if (b <= largest) return [b];
  for (let factor = largest; factor >= 2; factor -= 2)
    if (b % (2 * factor) === 0) return [factor, ...factorBuckets(b / factor, largest)];
  return [b];
}

/**
 * One rotation for each round.
 * @param rounds at least 1  @param d numbers in a vector
 * @param b buckets, even; or its factors, such as `factorBuckets(512)`
 */
export function randomRotations(
  rounds: number,
  d: number,
  b: number | readonly number[],
  random: Rng,
): Rotation[] {
  dimension("randomRotations", "rounds", rounds);
  if (typeof b !== "number") dimension("randomRotations", "the number of factors in b", b.length);
  return Array.from({ length: rounds }, () =>
    typeof b === "number"
      ? randomRotation(d, b, random)
      : b.map((factor) => randomRotation(d, factor, random)),
  );
}

/** The bucket of x under a round's rotation; with factors, the first is the most significant digit. */
export function bucketOf(x: ArrayLike<number>, rotation: Rotation): number {
  if (!isList(rotation)) return lshHash(x, rotation);
  dimension("bucketOf", "the number of factors in rotation", rotation.length);
  return rotation.reduce((bucket, R) => bucket * 2 * R.shape[1]! + lshHash(x, R), 0);
}

const isList = (rotation: Rotation): rotation is readonly Matrix[] => Array.isArray(rotation);
