import type { Range, Tile } from "../gpu/memory.js";
import { dimension } from "../tensor/check.js";
import { type BlockSizes, block, blockCount, checkBlocks } from "./blocks.js";

/** What the causal mask makes of a tile: all of it is read, part of it, or none of it. */
export type TileKind = "visit" | "mask" | "skip";

/**
 * The kind of the tile of queries `rows` and keys `cols`, where query i reads keys j ≤ i + offset.
 * @param offset M − N, 0 when queries and keys are the same tokens
 */
export function tileKind(rows: Range, cols: Range, offset = 0): TileKind {
  if (cols.from > rows.to - 1 + offset) return "skip";
  return cols.to - 1 <= rows.from + offset ? "visit" : "mask";
}

/** Sets the scores of future keys to −∞. @param S [rows, cols] tile of scores */
export function maskFuture(S: Tile, rows: Range, cols: Range, offset = 0): void {
  for (let r = 0; r < S.rows; r++)
    for (let c = 0; c < S.cols; c++)
      if (cols.from + c > rows.from + r + offset) S.data[r * S.cols + c] = -Infinity;
}

/**
 * How many of the T_r · T_c tiles causal attention visits, how many of those hold masked scores, and
 * how many it skips.
 * @returns counts, and `kinds` [T_r][T_c]
 */
export function causalBlocks(N: number, Br: number, Bc: number) {
  dimension("causalBlocks", "N", N);
  checkBlocks("causalBlocks", { Br, Bc });
  const kinds = tileKinds(N, { Br, Bc });
  const count = (kind: TileKind) => kinds.flat().filter((k) => k === kind).length;
  const masked = count("mask");
  return { visited: count("visit") + masked, masked, skipped: count("skip"), kinds };
}

/** The kind of every tile, [T_r][T_c]. */
export function tileKinds(N: number, { Br, Bc }: BlockSizes): TileKind[][] {
  return Array.from({ length: blockCount(N, Br) }, (_, i) =>
    Array.from({ length: blockCount(N, Bc) }, (_, j) => tileKind(block(i, Br, N), block(j, Bc, N))),
  );
}
