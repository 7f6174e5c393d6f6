/**
 * The course's two sets of test tensors. All entries are multiples of 1/16, so they are exact in
 * floating point and the same on every machine.
 */
import { dimension } from "./check.js";
import { fromFunction, type Matrix } from "./matrix.js";

/** Attention's three inputs, all of one shape. */
export interface Tensors {
  /** [N, d] */
  readonly Q: Matrix;
  /** [N, d] */
  readonly K: Matrix;
  /** [N, d] */
  readonly V: Matrix;
}

/** Entry (i, k) of each of the test tensors TT. */
export const testEntry = {
  /** ((13i + 7k) mod 17 − 8) / 8 */
  Q: (i: number, k: number) => (((13 * i + 7 * k) % 17) - 8) / 8,
  /** ((11j + 5k) mod 19 − 9) / 8 */
  K: (j: number, k: number) => (((11 * j + 5 * k) % 19) - 9) / 8,
  /** ((3j + 17k) mod 23 − 11) / 8 */
  V: (j: number, k: number) => (((3 * j + 17 * k) % 23) - 11) / 8,
};

/**
 * Entry (i, k) of each of the walk tensors WT. Keys grow with every block of 16, so nearly every tile
 * of FlashAttention raises the running maximum and has to rescale what came before.
 */
export const walkEntry = {
  /** ((13i + 7k) mod 17 − 8) / 4 */
  Q: (i: number, k: number) => 2 * testEntry.Q(i, k),
  /** ((11j + 5k) mod 19 − 9) · (1 + ⌊j/16⌋) / 16 */
  K: (j: number, k: number) => (testEntry.K(j, k) * (1 + Math.floor(j / 16))) / 2,
  /** As in TT. */
  V: testEntry.V,
};

const tensors = (where: string, entry: typeof testEntry, N: number, d: number): Tensors => {
  dimension(where, "N", N);
  dimension(where, "d", d);
  return {
    Q: fromFunction([N, d], entry.Q),
    K: fromFunction([N, d], entry.K),
    V: fromFunction([N, d], entry.V),
  };
};

/** Test tensors TT(N, d). */
export const testTensors = (N: number, d: number): Tensors => tensors("testTensors", testEntry, N, d);

/** Walk tensors WT, by default at the course's N = 128, d = 16. */
export const walkTensors = (N = 128, d = 16): Tensors => tensors("walkTensors", walkEntry, N, d);
