import { dimension } from "../tensor/check.js";
import { blockSizes } from "./check.js";
import { range } from "./full.js";
import { type Pattern, pattern } from "./pattern.js";

/**
 * Blockwise attention: the sequence is cut into n equal blocks, and the queries of block a read the keys
 * of block π(a), whole and alone: π(⌊in/T⌋) = ⌊jn/T⌋. nnz = T²/n, still quadratic in T for a fixed n.
 * @param T tokens  @param n blocks, divides T  @param perm π as a list, by default the identity
 * @throws RangeError when n does not divide T, or when perm is no permutation
 * @see BlockBERT (Qiu et al. 2020)
 */
export function blockPattern(T: number, n: number, perm?: readonly number[]): Pattern {
  blockSizes("blockPattern", T, n, perm);
  const order = [...(perm ?? range(0, n))];
  const size = T / n;
  const run = (i: number): [number, number] => {
    const b = order[Math.floor(i / size)]!;
    return [b * size, (b + 1) * size];
  };
  return pattern(`block, n=${n}, π=[${order}]`, [T, T], T * size, (i) => range(...run(i)), run);
}

/** The permutation a ↦ (a + shift) mod n of n blocks, as a list. */
export function cyclicShift(n: number, shift = 1): number[] {
  dimension("cyclicShift", "n", n);
  if (!Number.isInteger(shift))
    throw new RangeError(`cyclicShift: shift must be a whole number, not ${shift}`);
  return Array.from({ length: n }, (_, a) => (((a + shift) % n) + n) % n);
}
