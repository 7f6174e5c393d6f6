import type { Floats, Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";
import { keyTiles, maskTile } from "./schedule.js";
import type { Tiles } from "./tiles.js";

/** Flat results: O [N, dv] and L = m + ln ℓ [N]. */
export interface Attended {
  readonly O: Float64Array;
  readonly L: Float64Array;
}

/**
 * Tiled attention over any pattern.
 * @param keys which keys each query reads
 * @returns rows that see nothing are zeros, with L = −∞
 */
export function attend(tiles: Tiles, inputs: Inputs, scale: number, keys: KeyRuns): Attended {
  const { N, M, d, dv, k, v } = inputs;
  const out = { O: new Float64Array(N * dv), L: new Float64Array(N) };
  tiles.keys(k, v, M, d, dv);
  attendRows(tiles, inputs, scale, keys, out, 0, N);
  return out;
}

/**
 * FlashAttention-2's loop over any tile operations and any pattern: the outer loop over tiles of queries, the
 * inner one over the key tiles of the schedule. The tiles hold the keys and values already.
 * @param out where the results of queries `from` up to, not including, `to` go
 * @see Dao 2023, "FlashAttention-2", Algorithm 1
 */
export function attendRows(
  tiles: Tiles,
  { dv, q }: Inputs,
  scale: number,
  keys: KeyRuns,
  out: Attended,
  from: number,
  to: number,
): void {
  const { Br, Bc } = tiles;
  for (let i = from; i < to; i += Br) {
    const rows = Math.min(Br, to - i);
    const runs: (readonly number[])[] = [];
    for (let r = 0; r < rows; r++) runs.push(keys(i + r));
    tiles.begin(q, i, rows, scale);
    for (const { j, whole } of keyTiles(runs, Bc)) {
      const S = tiles.score(j);
      if (!whole) maskTile(S, Bc, runs, j);
      tiles.softmax();
      tiles.add(j);
    }
    const { O, stride, m, l } = tiles.end();
    for (let r = 0; r < rows; r++) {
      const sum = l[r] || 1; // ℓ = 0: nothing seen
      divideRow(O, r * stride, sum, out.O, (i + r) * dv, dv);
      out.L[i + r] = m[r]! + Math.log(l[r]!);
    }
  }
}

/** A row of n numbers from one place to another, divided. */
function divideRow(from: Floats, start: number, by: number, to: Float64Array, at: number, n: number): void {
  const factor = 1 / by;
  for (let t = 0; t < n; t++) to[at + t] = factor * from[start + t]!;
}
