/**
 * The memory that the graded FlashAttention exercises run on: large arrays in HBM, tiles in a small SRAM.
 * A tile is a handle: its numbers stay in the device, which alone computes with them, so that all traffic
 * is seen. Lengths are rows and elements; every element that crosses between HBM and SRAM is counted.
 */

/** An array [rows, cols] in HBM. */
export interface HbmName {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
}

/** A tile [rows, cols] in SRAM; it takes rows · cols elements there until it is freed. */
export interface Tile {
  readonly rows: number;
  readonly cols: number;
}

/** What a solution may do. `a` may be [r, c] where `b` is [r, c], [r, 1] (one number per row) or [1, 1]. */
export interface Hbm {
  /** Queries [N, d]. */
  readonly Q: HbmName;
  /** Keys [M, d]. */
  readonly K: HbmName;
  /** Values [M, dv]. */
  readonly V: HbmName;
  /** The output [N, dv]. Not a number until it is filled or stored. */
  readonly O: HbmName;
  /** Algorithm 1's running sums ℓ [N, 1]. */
  readonly l: HbmName;
  /** Algorithm 1's running maxima m [N, 1]. */
  readonly m: HbmName;
  /** FlashAttention-2's L = m + ln ℓ [N, 1]. */
  readonly L: HbmName;
  /** Elements that SRAM holds. */
  readonly sramElements: number;
  /** Sets a whole HBM array to one value before the work begins; counted apart. */
  fill(array: HbmName, value: number): void;
  /** Rows `from` up to, not including, `to`, as a new tile. Reads rows · cols elements. */
  load(array: HbmName, from: number, to: number): Tile;
  /** Copies a tile over these rows. Writes rows · cols elements. */
  store(tile: Tile, array: HbmName, from: number, to: number): void;
  /** A new tile that holds one value everywhere (default 0). No traffic. */
  tile(rows: number, cols: number, value?: number): Tile;
  /** A new tile with the same numbers. No traffic. */
  copy(a: Tile): Tile;
  /** Gives room in SRAM back. */
  free(...tiles: Tile[]): void;
  /** scale · A Bᵀ, a new tile [rows of A, rows of B]. */
  matmulT(A: Tile, B: Tile, scale?: number): Tile;
  /** A B, a new tile [rows of A, columns of B]. */
  matmul(A: Tile, B: Tile): Tile;
  /** The largest entry of each row, a new tile [rows, 1]. */
  rowMax(A: Tile): Tile;
  /** The sum of each row, a new tile [rows, 1]. */
  rowSum(A: Tile): Tile;
  /** a ← a + b; returns a, as the next ones do. */
  add(a: Tile, b: Tile): Tile;
  /** a ← a − b */
  sub(a: Tile, b: Tile): Tile;
  /** a ← a · b, entry by entry */
  mul(a: Tile, b: Tile): Tile;
  /** a ← a / b, entry by entry */
  div(a: Tile, b: Tile): Tile;
  /** a ← max(a, b), entry by entry */
  max(a: Tile, b: Tile): Tile;
  /** a ← e^a, entry by entry */
  exp(a: Tile): Tile;
  /** a ← ln a, entry by entry */
  log(a: Tile): Tile;
}
