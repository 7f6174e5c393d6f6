/** Arithmetic on tiles in SRAM. Results with one number per row live in registers: plain lists, not counted. */
import { score } from "../tensor/score.js";
import { weighted } from "../tensor/weighted.js";
import type { Tile } from "./memory.js";

/** One number for each row of a tile. */
export type RowValues = Float64Array;

/** S = scale · A Bᵀ, a new tile. @param A [r, d]  @param B [c, d]  @returns [r, c] */
export function scaledProduct(name: string, A: Tile, B: Tile, scale: number): Tile {
  const S = A.device.alloc(name, [A.rows, B.rows]);
  for (let r = 0; r < A.rows; r++)
    for (let c = 0; c < B.rows; c++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[r * A.cols + k]! * B.data[c * B.cols + k]!;
      const s = scale * sum;
      S.data[r * S.cols + c] = Number.isFinite(s) ? s : score(scale, rowOf(A, r), rowOf(B, c));
    }
  A.device.computed(S, "matmulT", [A, B]);
  return S;
}

/** The largest entry of each row. */
export const rowMax = (S: Tile): RowValues =>
  perRow(S, (r) => rowOf(S, r).reduce((a, b) => Math.max(a, b), -Infinity));

/** The sum of each row. */
export const rowSum = (S: Tile): RowValues => perRow(S, (r) => rowOf(S, r).reduce((a, b) => a + b, 0));

/**
 * P = exp(S − m) row by row, in S's own place: SRAM need not hold both.
 * A row whose m is −∞ sees nothing and becomes zeros.
 */
export function expMinus(S: Tile, m: RowValues): Tile {
  for (let r = 0; r < S.rows; r++)
    for (let c = 0; c < S.cols; c++) {
      const at = r * S.cols + c;
      S.data[at] = m[r] === -Infinity ? 0 : Math.exp(S.data[at]! - m[r]!);
    }
  S.device.computed(S, "exp", [S]);
  return S;
}

/**
 * O ← diag(a) O + diag(b) P V, in place.
 * @param O [r, dv]  @param P [r, c]  @param V [c, dv]  @param a one factor a row  @param b one factor a row
 */
export function scaleAndAdd(O: Tile, a: RowValues, P: Tile, V: Tile, b: RowValues): void {
  for (let r = 0; r < O.rows; r++)
    for (let k = 0; k < O.cols; k++) {
      let sum = 0;
      for (let c = 0; c < P.cols; c++) sum += weighted(P.data[r * P.cols + c]!, V.data[c * V.cols + k]!);
      O.data[r * O.cols + k] = weighted(a[r]!, O.data[r * O.cols + k]!) + weighted(b[r]!, sum);
    }
  O.device.computed(O, "accumulate", [O, P, V]);
}

/** Overwrites a tile of one column, such as ℓ or m. */
export function setRows(tile: Tile, values: RowValues): void {
  tile.data.set(values);
  tile.device.computed(tile, "set", [tile]);
}

/** One number for each row of a tile, from the row's index. */
export const perRow = (tile: Tile, f: (r: number) => number): RowValues =>
  Float64Array.from({ length: tile.rows }, (_, r) => f(r));

const rowOf = (S: Tile, r: number): Float64Array => S.data.subarray(r * S.cols, (r + 1) * S.cols);
