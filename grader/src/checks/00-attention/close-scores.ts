/** Inputs whose scores are large and lie close together: there a score rounded to 32 bits shows. */
import fc from "fast-check";
import { fromFunction, type Matrix } from "long-attention/tensor";
import { eighths, matrixOf, whole } from "../inputs.js";

/** Q [2, width], K [M, width] and V [M, width]; every head of d columns has scores in the hundreds that differ by 1 or so. */
export const closeScores = (M: number, d: number, heads = 1): fc.Arbitrary<[Matrix, Matrix, Matrix]> => {
  const width = d * heads;
  const near = (n: number) =>
    fc
      .array(whole(0, 2), { minLength: n * width, maxLength: n * width })
      .map((steps) => fromFunction([n, width], (i, k) => 16 + steps[i * width + k]! / 8));
  return fc.tuple(near(2), near(M), matrixOf(M, width)).chain(([Q, K, V]) =>
    // The first two keys always differ in score and in value, so that no draw is without a difference.
    fc
      .tuple(eighths(1))
      .map(([off]): [Matrix, Matrix, Matrix] => [
        Q,
        fromFunction([M, width], (j, k) =>
          j === 1 && k % d === 0 ? K.get(0, k) + 1 / 8 : K.get(j === 1 ? 0 : j, k),
        ),
        fromFunction([M, width], (j, k) => (j === 0 ? 3 + off : j === 1 ? -3 : V.get(j, k))),
      ]),
  );
};

/** Three heads' worth of the same, always tried: scores near 724 and 726. */
export function nearly(heads = 1): [Matrix, Matrix, Matrix] {
  const width = 3 * heads;
  return [
    fromFunction([2, width], (i) => 20 + i / 8),
    fromFunction([2, width], (j, k) => 21 + (j === 1 && k % 3 === 0 ? 1 / 8 : 0)),
    fromFunction([2, width], (j, k) => (j === 0 ? 3 : -3) + k / 8),
  ];
}
