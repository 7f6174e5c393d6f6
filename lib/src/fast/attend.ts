import type { Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";
import { keyTiles, maskTile } from "./schedule.js";
import type { Tiles } from "./tiles.js";

/** Flat results: O [N, dv] and L = m + ln ℓ [N]. */
export interface Attended {
  readonly O: Float64Array;
  readonly L: Float64Array;
}

/**
 * FlashAttention-2's loop over any tile operations and any pattern: the outer loop over tiles of queries, the
 * inner one over the key tiles of the schedule.
 * @param keys which keys each query reads
 * @returns rows that see nothing are zeros, with L = −∞
 * @see Dao 2023, "FlashAttention-2", Algorithm 1
 */
export function attend(tiles: Tiles, inputs: Inputs, scale: number, keys: KeyRuns): Attended {
  const { N, M, d, dv, q, k, v } = inputs;
  tiles.keys(k, v, M, d, dv);
  const { Br, Bc } = tiles;
  const [O, L] = [new Float64Array(N * dv), new Float64Array(N)];
  for (let i = 0; i < N; i += Br) {
    const rows = Math.min(Br, N - i);
    const runs = Array.from({ length: rows }, (_, r) => keys(i + r));
    tiles.begin(q, i, rows, scale);
    for (const { j, whole } of keyTiles(runs, M, Bc)) {
      const S = tiles.score(j);
      if (!whole) maskTile(S, Bc, runs, j);
      tiles.softmax();
      tiles.add(j);
    }
    const done = tiles.end();
    for (let r = 0; r < rows; r++) {
      const l = done.l[r]!;
      for (let c = 0; c < dv; c++) O[(i + r) * dv + c] = done.O[r * done.stride + c]! / (l || 1); // ℓ = 0: nothing seen
      L[i + r] = done.m[r]! + Math.log(l);
    }
  }
  return { O, L };
}
