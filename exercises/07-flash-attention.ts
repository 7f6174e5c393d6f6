/**
 * Exercises 07 · FlashAttention, tile by tile
 *
 * FlashAttention is exact attention that never stores its scores. Here you merge partial softmaxes, write
 * both loop orders on a small simulated device, and predict its traffic to the element.
 *
 * The device `mem` has the arrays `mem.Q`, `mem.K`, `mem.V`, `mem.O` … in HBM, with their sizes, such as
 * `mem.Q.rows` and `mem.Q.cols`. What lies in SRAM is a tile. A tile is a handle: only `mem` can compute
 * with it.
 *
 * - `mem.load(mem.K, from, to)` copies the rows `from` to `to − 1` into a new tile, and `mem.store(tile,
 *   mem.O, from, to)` copies a tile back. `mem.fill(mem.m, -Infinity)` sets a whole array before the work
 *   begins.
 * - `mem.tile(rows, cols, value)`, `mem.copy(a)`, `mem.matmulT(A, B, scale)`, `mem.matmul(A, B)`,
 *   `mem.rowMax(A)` and `mem.rowSum(A)` make a new tile. `matmulT` is scale · A Bᵀ.
 * - `mem.add(a, b)`, `sub`, `mul`, `div`, `max`, and `mem.exp(a)` and `log` overwrite a, and return it.
 *   Where b is a column [r, 1], each of its numbers counts for a whole row.
 * - `mem.free(a, b, …)` gives room in SRAM back.
 *
 * Write each function, then run `npm run check -- 07 --watch`. A hint: `npm run check -- 07.1 --hint`.
 */
import type { Hbm } from "@long-attention/grader";

/** What a part of a softmax leaves behind: its largest score, and the sum of e^(x − m) over its scores. */
export interface SoftmaxStats {
  readonly m: number;
  readonly l: number;
}

/** The three ways to move the numbers of attention. */
export type Algorithm = "standard" | "flash1" | "flash2";

// 07.1 · Two halves of a softmax · 4 points · medium
/**
 * Two lists of scores were seen apart. Each left its maximum m and its sum ℓ = Σ e^(x − m). Give the pair of
 * the two lists joined, from these four numbers alone. A list that was empty left m = −∞ and ℓ = 0.
 * @param a `{ m, l }` of the first list
 * @param b `{ m, l }` of the second list
 * @returns `{ m, l }` of both together
 * (The reference takes 3 lines.)
 */
export function mergeStats(a: SoftmaxStats, b: SoftmaxStats): SoftmaxStats {
  throw new Error("TODO exercise 07.1: mergeStats");
}

// 07.2 · The block sizes of Algorithm 1 · 2 points · easy
/**
 * How large may a tile be? Algorithm 1 of the paper gives K, V, Q and O a quarter of SRAM each: B_c = ⌈ M /
 * 4d ⌉ and B_r = min(⌈ M / 4d ⌉, d).
 * @param M elements that fit into SRAM (elements, not bytes)
 * @param d columns of Q, K and V
 * @returns `{ Br, Bc }`: rows of Q and O in a tile, and rows of K and V
 * (The reference takes 2 lines.)
 */
export function blockSizes(M: number, d: number): { Br: number; Bc: number } {
  throw new Error("TODO exercise 07.2: blockSizes");
}

// 07.3 · Algorithm 1: K and V in the outer loop · 8 points · hard
/**
 * FlashAttention, Algorithm 1: the outer loop walks over blocks of K and V, from either end, the inner loop
 * over blocks of Q. O, ℓ and m start in HBM as 0, 0 and −∞ (`mem.fill`), and return to HBM after every tile.
 * Write O = softmax(QKᵀ/√d)V into `mem.O`. SRAM has room for K_j, V_j, Q_i, O_i, one more tile like O_i, the
 * scores, and nine columns of B_r numbers, so free each tile once it has served. The last block may be
 * shorter than the others.
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
 * `mem.O` and L = m + ln ℓ into `mem.L`, each row once. (The paper's listing prints an inverse that does not
 * belong there.) SRAM is as large as in 07.3.
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
 * @param algorithm `"standard"`, `"flash1"` or `"flash2"`
 * @returns `{ reads, writes }` in elements
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
 * @returns `{ visited, masked, skipped }`; visited + skipped is the number of all tiles, and masked ≤
 * visited
 * (The reference takes 11 lines.)
 */
export function causalBlocks(
  N: number,
  Br: number,
  Bc: number,
): { visited: number; masked: number; skipped: number } {
  throw new Error("TODO exercise 07.6: causalBlocks");
}

// 07.7 · You choose the test's sizes · 5 points · medium
/**
 * Most bugs of tiled code hide at the edges, where a test with round numbers never looks. Now you are the
 * grader. Ten wrong solutions were handed in; an input catches one when it counts other tiles than a right
 * solution. Return inputs [N, Br, Bc] for `causalBlocks` that catch as many as you can. Beware: a right
 * solution must never be rejected, or nothing counts.
 * @returns up to 3 inputs; no size is above 100
 * (The reference takes 4 lines.)
 */
export function tellingTiles(): [N: number, Br: number, Bc: number][] {
  throw new Error("TODO exercise 07.7: tellingTiles");
}
