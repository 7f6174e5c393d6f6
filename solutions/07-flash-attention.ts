/**
 * FlashAttention is exact attention that never stores its scores. Here you merge partial softmaxes, write both
 * loop orders on a small simulated device, and predict its traffic to the element.
 *
 * The device `mem` has the arrays `mem.Q`, `mem.K`, `mem.V`, `mem.O` … in HBM, with their sizes, such as
 * `mem.Q.rows` and `mem.Q.cols`. What lies in SRAM is a tile. A tile is a handle: only `mem` can compute with it.
 *
 * - `mem.load(mem.K, from, to)` copies the rows `from` to `to − 1` into a new tile, and `mem.store(tile, mem.O, from, to)` copies a tile back. `mem.fill(mem.m, -Infinity)` sets a whole array before the work begins.
 * - `mem.tile(rows, cols, value)`, `mem.copy(a)`, `mem.matmulT(A, B, scale)`, `mem.matmul(A, B)`, `mem.rowMax(A)` and `mem.rowSum(A)` make a new tile. `matmulT` is scale · A Bᵀ.
 * - `mem.add(a, b)`, `sub`, `mul`, `div`, `max`, and `mem.exp(a)` and `log` overwrite a, and return it. Where b is a column [r, 1], each of its numbers counts for a whole row.
 * - `mem.free(a, b, …)` gives room in SRAM back.
 */
import type { Hbm } from "@long-attention/grader";

/** What a part of a softmax leaves behind: its largest score, and the sum of $e^{x - m}$ over its scores. */
export interface SoftmaxStats {
  readonly m: number;
  readonly l: number;
}

/**
 * Two lists of scores were seen apart. Each left its maximum m and its sum $\ell = \sum e^{x - m}$. Give the pair
 * of the two lists joined, from these four numbers alone. A list that was empty left m = −∞ and ℓ = 0.
 * @param a `{ m, l }` of the first list
 * @param b `{ m, l }` of the second list
 * @returns `{ m, l }` of both together
 * @hint A sum taken under the maximum $m_a$ becomes a sum under a larger m by multiplying it with $e^{m_a - m}$. What is −∞ − (−∞)?
 */
export function mergeStats(a: SoftmaxStats, b: SoftmaxStats): SoftmaxStats {
  // BEGIN SOLUTION
  const m = Math.max(a.m, b.m);
  const shrink = (old: number) => (old === -Infinity ? 0 : Math.exp(old - m));
  return { m, l: shrink(a.m) * a.l + shrink(b.m) * b.l };
  // END SOLUTION
}

/**
 * How large may a tile be? Algorithm 1 of the paper gives K, V, Q and O a quarter of SRAM each:
 * $B_c = \lceil M / 4d \rceil$ and $B_r = \min(\lceil M / 4d \rceil, d)$.
 * @param M elements that fit into SRAM (elements, not bytes)
 * @param d columns of Q, K and V
 * @returns `{ Br, Bc }`: rows of Q and O in a tile, and rows of K and V
 * @hint Both use the same rounded-up quotient; only one of them is capped.
 */
export function blockSizes(M: number, d: number): { Br: number; Bc: number } {
  // BEGIN SOLUTION
  const Bc = Math.ceil(M / (4 * d));
  return { Br: Math.min(Bc, d), Bc };
  // END SOLUTION
}

/**
 * FlashAttention, Algorithm 1: the outer loop walks over blocks of K and V, from either end, the inner loop over blocks
 * of Q. O, ℓ and m start in HBM as 0, 0 and −∞ (`mem.fill`), and return to HBM after every tile. Write $O =
 * \mathrm{softmax}(QK^\top/\sqrt{d})\,V$ into `mem.O`. SRAM has room for $K_j$, $V_j$, $Q_i$, $O_i$, one more tile
 * like $O_i$, the scores, and nine columns of $B_r$ numbers, so free each tile once it has served. The last block may
 * be shorter than the others.
 * @param mem Q [N, d], K [M, d], V [M, dv] in HBM; O [N, dv], l and m [N, 1] to be written
 * @param Br rows of Q in a block
 * @param Bc rows of K in a block
 * @hint Of each tile: $S = Q_i K_j^\top / \sqrt{d}$, its row maxima $\tilde m$, $P = e^{S - \tilde m}$, its row sums $\tilde\ell$. Then $m_{new} = \max(m, \tilde m)$, $\ell_{new} = e^{m - m_{new}} \ell + e^{\tilde m - m_{new}} \tilde\ell$, and $O \leftarrow (e^{m - m_{new}} \ell O + e^{\tilde m - m_{new}} P V_j) / \ell_{new}$. Each of `mem.max`, `mem.exp`, `mem.mul` … overwrites its first tile: take a `mem.copy` of what you need again.
 * @look microscope(flashForward)
 */
export function flashForward(mem: Hbm, Br: number, Bc: number): void {
  // BEGIN SOLUTION
  const scale = 1 / Math.sqrt(mem.Q.cols);
  mem.fill(mem.O, 0);
  mem.fill(mem.l, 0);
  mem.fill(mem.m, -Infinity);
  for (let j = 0; j < mem.K.rows; j += Bc) {
    const jEnd = Math.min(j + Bc, mem.K.rows);
    const Kj = mem.load(mem.K, j, jEnd);
    const Vj = mem.load(mem.V, j, jEnd);
    for (let i = 0; i < mem.Q.rows; i += Br) {
      const iEnd = Math.min(i + Br, mem.Q.rows);
      const Qi = mem.load(mem.Q, i, iEnd);
      const Oi = mem.load(mem.O, i, iEnd);
      const li = mem.load(mem.l, i, iEnd);
      const mi = mem.load(mem.m, i, iEnd);

      const S = mem.matmulT(Qi, Kj, scale);
      const mTile = mem.rowMax(S);
      const P = mem.exp(mem.sub(S, mTile));
      const lTile = mem.rowSum(P);
      const mNew = mem.max(mem.copy(mi), mTile);
      const old = mem.mul(mem.exp(mem.sub(mi, mNew)), li); // e^{m − m_new} ℓ
      const now = mem.exp(mem.sub(mTile, mNew)); // e^{m̃ − m_new}
      const lNew = mem.add(mem.mul(lTile, now), old);
      const PV = mem.mul(mem.matmul(P, Vj), now);
      mem.div(mem.add(mem.mul(Oi, old), PV), lNew);

      mem.store(Oi, mem.O, i, iEnd);
      mem.store(lNew, mem.l, i, iEnd);
      mem.store(mNew, mem.m, i, iEnd);
      mem.free(Qi, Oi, li, mi, S, mTile, lTile, mNew, PV);
    }
    mem.free(Kj, Vj);
  }
  // END SOLUTION
}

/**
 * FlashAttention-2 turns the loops around: for each block of Q, walk over all blocks of K and V. O, ℓ and m then
 * stay in SRAM until the row block has seen every key. O is divided by ℓ once, at the end. Write O into `mem.O`
 * and $L = m + \ln \ell$ into `mem.L`, each row once. (The paper's listing prints an inverse that does not belong
 * there.) SRAM is as large as in 07.3.
 * @param mem Q [N, d], K [M, d], V [M, dv] in HBM; O [N, dv] and L [N, 1] to be written
 * @param Br rows of Q in a block
 * @param Bc rows of K in a block
 * @hint Start with `mem.tile(rows, 1, -Infinity)` for m. Of each tile: $m_{new}$ is the larger of m and the row maxima of S, $P = e^{S - m_{new}}$, then $\ell \leftarrow e^{m - m_{new}} \ell$ plus the row sums of P, and $O \leftarrow e^{m - m_{new}} O + P V_j$. `mem.max` overwrites its first tile: copy m before it rises, and divide O by ℓ before `mem.log` overwrites ℓ.
 * @look microscope(flash2Forward)
 */
export function flash2Forward(mem: Hbm, Br: number, Bc: number): void {
  // BEGIN SOLUTION
  const scale = 1 / Math.sqrt(mem.Q.cols);
  for (let i = 0; i < mem.Q.rows; i += Br) {
    const iEnd = Math.min(i + Br, mem.Q.rows);
    const Qi = mem.load(mem.Q, i, iEnd);
    const Oi = mem.tile(iEnd - i, mem.V.cols);
    const li = mem.tile(iEnd - i, 1);
    const mi = mem.tile(iEnd - i, 1, -Infinity);
    for (let j = 0; j < mem.K.rows; j += Bc) {
      const jEnd = Math.min(j + Bc, mem.K.rows);
      const Kj = mem.load(mem.K, j, jEnd);
      const Vj = mem.load(mem.V, j, jEnd);

      const S = mem.matmulT(Qi, Kj, scale);
      const mTile = mem.rowMax(S);
      const old = mem.copy(mi);
      mem.max(mi, mTile);
      const shrink = mem.exp(mem.sub(old, mi)); // e^{m_old − m_new}
      const P = mem.exp(mem.sub(S, mi));
      const lTile = mem.rowSum(P);
      mem.add(mem.mul(li, shrink), lTile);
      const PV = mem.matmul(P, Vj);
      mem.add(mem.mul(Oi, shrink), PV);

      mem.free(Kj, Vj, S, mTile, old, lTile, PV);
    }
    mem.div(Oi, li);
    mem.store(Oi, mem.O, i, iEnd);
    mem.store(mem.add(mem.log(li), mi), mem.L, i, iEnd);
    mem.free(Qi, Oi, li, mi);
  }
  // END SOLUTION
}

/** The three ways to move the numbers of attention. */
export type Algorithm = "standard" | "flash1" | "flash2";

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
 * @hint Who is read once in all, and who once for every pass of the outer loop? Algorithm 1 makes ⌈N/Bc⌉ passes, FlashAttention-2 ⌈N/Br⌉.
 */
export function hbmAccesses(
  N: number,
  d: number,
  Br: number,
  Bc: number,
  algorithm: Algorithm,
): { reads: number; writes: number } {
  // BEGIN SOLUTION
  const [Tr, Tc] = [Math.ceil(N / Br), Math.ceil(N / Bc)];
  if (algorithm === "standard") return { reads: 3 * N * d + 2 * N * N, writes: 2 * N * N + N * d };
  if (algorithm === "flash1")
    return { reads: 2 * N * d + Tc * (2 * N * d + 2 * N), writes: Tc * (N * d + 2 * N) };
  return { reads: N * d + 2 * N * d * Tr, writes: N * d + N };
  // END SOLUTION
}

/**
 * With a causal mask many tiles need not be computed at all. Of the tiles (i, j), where block i has queries
 * i·Br to (i+1)·Br − 1 and block j has keys j·Bc to (j+1)·Bc − 1 (the last ones may be shorter), count those that
 * are visited, those among them that hold both allowed and forbidden pairs and so need the mask, and those that
 * are skipped because every pair is in the future.
 * @param N tokens
 * @param Br queries in a block
 * @param Bc keys in a block
 * @returns `{ visited, masked, skipped }`; visited + skipped is the number of all tiles, and masked ≤ visited
 * @hint A tile is skipped when its first key comes after its last query. It needs no mask when its last key comes no later than its first query.
 */
export function causalBlocks(
  N: number,
  Br: number,
  Bc: number,
): { visited: number; masked: number; skipped: number } {
  // BEGIN SOLUTION
  let [visited, masked, skipped] = [0, 0, 0];
  for (let i = 0; i < N; i += Br) {
    const lastQuery = Math.min(i + Br, N) - 1;
    for (let j = 0; j < N; j += Bc) {
      const lastKey = Math.min(j + Bc, N) - 1;
      if (j > lastQuery) skipped++;
      else visited++;
      if (j <= lastQuery && lastKey > i) masked++;
    }
  }
  return { visited, masked, skipped };
  // END SOLUTION
}

/**
 * Most bugs of tiled code hide at the edges, where a test with round numbers never looks. Now you are the grader. Ten
 * wrong solutions were handed in; an input catches one when it counts other tiles than a right solution. Return inputs
 * [N, Br, Bc] for `causalBlocks` that catch as many as you can. Beware: a right solution must never be rejected, or
 * nothing counts.
 * @returns up to 3 inputs; no size is above 100
 * @hint Blocks that divide N hide one kind of bug, square tiles another. One input can be free of both.
 */
export function tellingTiles(): [N: number, Br: number, Bc: number][] {
  // BEGIN SOLUTION
  return [
    [7, 3, 2],
    [7, 2, 3],
  ];
  // END SOLUTION
}
