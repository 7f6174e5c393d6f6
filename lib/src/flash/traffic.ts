/**
 * Elements that cross between HBM and SRAM, in closed form. The simulated device counts the same
 * numbers, to equality, ragged last blocks included.
 */
import { naiveAttentionTraffic } from "../gpu/attention-traffic.js";
import { dimension } from "../tensor/check.js";
import { type BlockSizes, block, blockCount, checkBlocks } from "./blocks.js";
import { tileKinds } from "./causal.js";

/** Elements that cross between HBM and SRAM. */
export interface Traffic {
  /** Elements read from HBM. */
  readonly reads: number;
  /** Elements written to HBM. */
  readonly writes: number;
}

/** The sizes of the blocks; with `causal`, tiles that are masked as a whole are skipped. */
export interface TrafficOptions extends BlockSizes {
  readonly causal?: boolean;
}

/** Standard attention (Algorithm 0), all three steps together: 3Nd + 2N² reads, 2N² + Nd writes. */
export function standardTraffic(N: number, d: number): Traffic {
  const { reads, writes } = naiveAttentionTraffic(N, d);
  return { reads, writes };
}

/**
 * FlashAttention, outer loop over K and V: every one of the T_c passes reads Q, O, ℓ, m and writes
 * O, ℓ, m. It depends on B_c alone. Initialising O, ℓ, m writes another Nd + 2N, kept apart.
 */
export function flash1Traffic(N: number, d: number, { Br, Bc, causal = false }: TrafficOptions) {
  checkSizes("flash1Traffic", N, d);
  checkBlocks("flash1Traffic", { Br, Bc });
  const passes = causal ? causalRows(N, { Br, Bc }) : blockCount(N, Bc) * N;
  return {
    reads: 2 * N * d + passes * (2 * d + 2),
    writes: passes * (d + 2),
    init: N * d + 2 * N,
  };
}

/**
 * FlashAttention-2, outer loop over Q: Q is read once, K and V once for each of the T_r row blocks,
 * O and L are written once. It depends on B_r alone.
 */
export function flash2Traffic(N: number, d: number, { Br, Bc, causal = false }: TrafficOptions): Traffic {
  checkSizes("flash2Traffic", N, d);
  checkBlocks("flash2Traffic", { Br, Bc });
  const keys = causal ? causalKeys(N, { Br, Bc }) : blockCount(N, Br) * N;
  return { reads: N * d + keys * 2 * d, writes: N * d + N };
}

/** Reads and writes together. */
export const accesses = ({ reads, writes }: Traffic): number => reads + writes;

/**
 * The smallest B_c at which FlashAttention's order of loops moves fewer elements than standard
 * attention; Infinity when even B_c = N does not.
 */
export function breakEvenBc(N: number, d: number): number {
  const standard = accesses(standardTraffic(N, d));
  for (let Bc = 1; Bc <= N; Bc++) if (accesses(flash1Traffic(N, d, { Br: Bc, Bc })) < standard) return Bc;
  return Infinity;
}

/** Query rows over all visited tiles. */
function causalRows(N: number, blocks: BlockSizes): number {
  return visited(N, blocks, (i) => length(i, blocks.Br, N));
}

/** Key rows over all visited tiles. */
function causalKeys(N: number, blocks: BlockSizes): number {
  return visited(N, blocks, (_, j) => length(j, blocks.Bc, N));
}

const length = (i: number, B: number, N: number) => block(i, B, N).to - block(i, B, N).from;

function visited(N: number, blocks: BlockSizes, size: (i: number, j: number) => number): number {
  let sum = 0;
  tileKinds(N, blocks).forEach((row, i) => {
    row.forEach((kind, j) => {
      if (kind !== "skip") sum += size(i, j);
    });
  });
  return sum;
}

function checkSizes(where: string, N: number, d: number): void {
  dimension(where, "N", N);
  dimension(where, "d", d);
}
