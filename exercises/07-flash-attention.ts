/**
 * Exercises 07 · FlashAttention, tile by tile
 *
 * FlashAttention is exact attention that never stores its scores. Here you merge partial softmaxes, write
 * both loop orders on a small simulated device, and predict its traffic to the element.
 *
 * The device `mem` has the arrays `mem.Q`, `mem.K`, `mem.V`, `mem.O` … in HBM. `mem.load(mem.K, from, to)`
 * copies rows into a tile in SRAM. A tile is a handle: only `mem` can compute with it. `matmulT`, `matmul`,
 * `rowMax`, `rowSum` and `copy` make a new tile; `add`, `sub`, `mul`, `div`, `max`, `exp` and `log`
 * overwrite their first one and return it; a column [r, 1] as the second tile counts for its whole row.
 * `mem.free(…)` gives room back.
 *
 * Write each function, then run `npm run check -- 07 --watch`. A hint: `npm run check -- 07.1 --hint`.
 */
import type { Hbm } from "@long-attention/grader";

/** What a part of a softmax leaves behind: its largest score, and the sum of $e^{x - m}$ over its scores. */
export interface SoftmaxStats {
  readonly m: number;
  readonly l: number;
}

/** The three ways to move the numbers of attention. */
export type Algorithm = "standard" | "flash1" | "flash2";

// 07.1 · Two halves of a softmax · 4 points · medium
/**
 * Two lists of scores were seen apart. Each left its maximum m and its sum $\ell = \sum e^{x - m}$. Give the
 * pair of the two lists joined, from these four numbers alone. A list that was empty left m = −∞ and ℓ = 0.
 * @param a m and ℓ of the first list
 * @param b m and ℓ of the second list
 * @returns m and ℓ of both together
 * (The reference takes 3 lines.)
 */
export function mergeStats(a: SoftmaxStats, b: SoftmaxStats): SoftmaxStats {
  throw new Error("TODO exercise 07.1: mergeStats");
}

// 07.2 · The block sizes of Algorithm 1 · 2 points · easy
/**
 * How large may a tile be? Algorithm 1 of the paper gives K, V, Q and O a quarter of SRAM each: $B_c =
 * \lceil M / 4d \rceil$ and $B_r = \min(\lceil M / 4d \rceil, d)$.
 * @param M elements that fit into SRAM (elements, not bytes)
 * @param d columns of Q, K and V
 * @returns rows of Q and O in a tile (Br), rows of K and V in a tile (Bc)
 * (The reference takes 2 lines.)
 */
export function blockSizes(M: number, d: number): { Br: number; Bc: number } {
  throw new Error("TODO exercise 07.2: blockSizes");
}

// 07.3 · Algorithm 1: K and V in the outer loop · 8 points · hard
/**
 * FlashAttention, Algorithm 1: the outer loop walks over blocks of K and V, the inner loop over blocks of Q.
 * O, ℓ and m start in HBM as 0, 0 and −∞ (`mem.fill`), and return to HBM after every tile. Write $O =
 * \mathrm{softmax}(QK^\top/\sqrt{d})\,V$ into `mem.O`. SRAM has room for K_j, V_j, Q_i, O_i, a tile like
 * O_i, the scores, and nine columns of B_r numbers. The last block may be shorter than the others.
 * @param mem Q [N, d], K [M, d], V [M, dv] in HBM; O [N, dv], l and m [N, 1] to be written
 * @param Br rows of Q in a block
 * @param Bc rows of K in a block
 * (The reference takes 31 lines.)
 */
export function flashForward(mem: Hbm, Br: number, Bc: number): void {
  throw new Error("TODO exercise 07.3: flashForward");
}

// 07.4 · FlashAttention-2: Q in the outer loop · 7 points · hard
/**
 * FlashAttention-2 turns the loops around: for each block of Q, walk over all blocks of K and V. O, ℓ and m
 * then stay in SRAM until the row block has seen every key. O is divided by ℓ once, at the end. Write O into
 * `mem.O` and $L = m + \ln \ell$ into `mem.L`, each row once. (The paper's listing prints an inverse that
 * does not belong there.)
 * @param mem Q [N, d], K [M, d], V [M, dv] in HBM; O [N, dv] and L [N, 1] to be written
 * @param Br rows of Q in a block
 * @param Bc rows of K in a block
 * (The reference takes 28 lines.)
 */
export function flash2Forward(mem: Hbm, Br: number, Bc: number): void {
  throw new Error("TODO exercise 07.4: flash2Forward");
}

// 07.5 · Traffic, predicted to the element · 4 points · medium
/**
 * Predict the traffic before anything runs: elements read from and written to HBM for Q, K, V [N, d].
 * `"standard"` reads Q and K and writes S, reads S and writes P, reads P and V and writes O. `"flash1"` is
 * Algorithm 1: each of its passes over Q also reads and writes O, ℓ and m (setting them up is not counted).
 * `"flash2"` reads each block of Q once and writes O and L once. Blocks need not divide N.
 * @param N rows of Q, K and V
 * @param d columns
 * @param Br rows of Q in a block
 * @param Bc rows of K in a block
 * @returns elements, reads and writes apart
 * (The reference takes 5 lines.)
 */
export function hbmAccesses(
  N: number,
  d: number,
  Br: number,
  Bc: number,
  algorithm: Algorithm,
): { reads: number; writes: number } {
  throw new Error("TODO exercise 07.5: hbmAccesses");
}

// 07.6 · Tiles that the causal mask spares · 4 points · medium
/**
 * With a causal mask many tiles need not be computed at all. Of the tiles (i, j), where block i has queries
 * i·Br to (i+1)·Br − 1 and block j has keys j·Bc to (j+1)·Bc − 1 (the last ones may be shorter), count those
 * that are visited, those among them that hold both allowed and forbidden pairs and so need the mask, and
 * those that are skipped because every pair is in the future.
 * @param N tokens
 * @param Br queries in a block
 * @param Bc keys in a block
 * @returns visited + skipped is the number of all tiles; masked ≤ visited
 * (The reference takes 11 lines.)
 */
export function causalBlocks(
  N: number,
  Br: number,
  Bc: number,
): { visited: number; masked: number; skipped: number } {
  throw new Error("TODO exercise 07.6: causalBlocks");
}
