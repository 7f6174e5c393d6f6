/** What the checks and the mutants of the masks share. */
import fc from "fast-check";
import { fromFunction, type Matrix } from "long-attention/tensor";

/** The mask [T, T] that is 1 where query i may read key j. */
export const pairs = (T: number, allowed: (i: number, j: number) => boolean): Matrix =>
  fromFunction([T, T], (i, j) => (allowed(i, j) ? 1 : 0));

/** An odd number from 1 to 2·most − 1. */
export const odd = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: most }).map((x) => 2 * x - 1);
