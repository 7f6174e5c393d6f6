/** Inputs that many exercises draw. Entries are multiples of 1/8: easy to read, and exact in floating point. */
import fc from "fast-check";
import { fromFunction, type Matrix } from "long-attention/tensor";

/** A number between −most and most, a multiple of 1/8. */
export const eighths = (most = 3): fc.Arbitrary<number> =>
  fc.integer({ min: -8 * most, max: 8 * most }).map((x) => x / 8);

/** A matrix [n, d] of eighths. */
export const matrixOf = (n: number, d: number, most = 3): fc.Arbitrary<Matrix> =>
  fc
    .array(eighths(most), { minLength: n * d, maxLength: n * d })
    .map((numbers) => fromFunction([n, d], (i, j) => numbers[i * d + j]!));

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

/** A seed for a generator. */
export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Attention's inputs: Q [N, d], K [M, d] and V [M, dv], where N, M, d and dv differ. */
export function queriesKeysValues({
  N = whole(1, 6),
  M = whole(1, 6),
  d = whole(1, 5),
  dv = whole(1, 5),
  most = 3,
}: Partial<Record<"N" | "M" | "d" | "dv", fc.Arbitrary<number>>> & { most?: number } = {}): fc.Arbitrary<
  [Q: Matrix, K: Matrix, V: Matrix]
> {
  return fc
    .tuple(N, M, d, dv)
    .chain(([N, M, d, dv]) => fc.tuple(matrixOf(N, d, most), matrixOf(M, d, most), matrixOf(M, dv, most)));
}

/** The same with as many keys as queries, as in self-attention. */
export const selfAttentionInputs = (
  most = 3,
  N: fc.Arbitrary<number> = whole(1, 7),
): fc.Arbitrary<[Q: Matrix, K: Matrix, V: Matrix]> =>
  fc
    .tuple(N, whole(1, 5), whole(1, 5))
    .chain(([N, d, dv]) => fc.tuple(matrixOf(N, d, most), matrixOf(N, d, most), matrixOf(N, dv, most)));
