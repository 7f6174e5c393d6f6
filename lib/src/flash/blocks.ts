import type { Range } from "../gpu/memory.js";
import { dimension } from "../tensor/check.js";

/** How many rows a tile has. */
export interface BlockSizes {
  /** Rows of Q and O in a block. */
  readonly Br: number;
  /** Rows of K and V in a block. */
  readonly Bc: number;
}

/**
 * Algorithm 1's block sizes: B_c = ⌈M / 4d⌉, B_r = min(⌈M / 4d⌉, d). They fit SRAM up to a constant
 * factor only: see `sramElements` for what the tiles really need.
 * @param M SRAM capacity in elements, not bytes  @param d head dimension
 * @see Dao et al. 2022, Algorithm 1, line 1
 */
export function blockSizes(M: number, d: number): BlockSizes {
  dimension("blockSizes", "M", M);
  dimension("blockSizes", "d", d);
  const Bc = Math.ceil(M / (4 * d));
  return { Br: Math.min(Bc, d), Bc };
}

/**
 * SRAM elements that one inner step holds: K_j, V_j, Q_i, O_i, the score tile, ℓ_i and m_i.
 * @param d columns of Q and K  @param dv columns of V and O
 */
export function sramElements({ Br, Bc }: BlockSizes, d: number, dv = d): number {
  checkBlocks("sramElements", { Br, Bc });
  dimension("sramElements", "d", d);
  return (Bc + Br) * (d + dv) + Br * Bc + 2 * Br;
}

/** How many blocks of B rows cover N rows, the last one perhaps short. */
export const blockCount = (N: number, B: number): number => Math.ceil(N / B);

/** Rows of block i: [i·B, min((i+1)·B, N)). */
export const block = (i: number, B: number, N: number): Range => ({
  from: i * B,
  to: Math.min((i + 1) * B, N),
});

/** Checks B_r and B_c: whole numbers of at least 1. */
export function checkBlocks(where: string, { Br, Bc }: BlockSizes): void {
  dimension(where, "Br", Br);
  dimension(where, "Bc", Bc);
}
