import { dimension } from "../tensor/check.js";
import { blockSizes } from "./blocks.js";
import { accesses, flash1Traffic } from "./traffic.js";

/**
 * What Θ hides in Theorem 2, which says that FlashAttention makes Θ(N²d²/M) accesses: the count divided by
 * N²d²/M, with Algorithm 1's own block sizes. About 12 to 13 where d ≤ M ≤ Nd holds with room to spare.
 * @param N tokens  @param d head dimension  @param M SRAM capacity in elements
 * @see Dao et al. 2022, Theorem 2
 */
export function theorem2Constant(N: number, d: number, M: number): number {
  dimension("theorem2Constant", "N", N);
  const total = accesses(flash1Traffic(N, d, blockSizes(M, d)));
  return total / ((N * N * d * d) / M);
}
