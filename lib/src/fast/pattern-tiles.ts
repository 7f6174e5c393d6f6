import { isPattern } from "../sparse/check.js";
import type { Pattern } from "../sparse/pattern.js";
import { dimension } from "../tensor/check.js";
import { keyRuns } from "./key-runs.js";
import { keyTiles } from "./schedule.js";

/** How a pattern falls into tiles. */
export interface PatternTiles {
  /** Tiles in which some query reads some key: what a pattern costs. */
  readonly visited: number;
  /** Those of them in which some query may not read some key: they cost as much as whole ones. */
  readonly cut: number;
  /** Tiles of full attention. */
  readonly all: number;
}

/**
 * Counts the tiles on a pattern's schedule.
 * @param Br queries in a tile  @param Bc keys in a tile
 */
export function patternTiles(pattern: Pattern, Br = 64, Bc = 64): PatternTiles {
  isPattern("patternTiles", pattern);
  dimension("patternTiles", "Br", Br);
  dimension("patternTiles", "Bc", Bc);
  const { T, M } = pattern;
  const runs = keyRuns("patternTiles", T, M, { pattern });
  let [visited, cut] = [0, 0];
  for (let i = 0; i < T; i += Br) {
    const rows = Array.from({ length: Math.min(Br, T - i) }, (_, r) => runs(i + r));
    const tiles = keyTiles(rows, Bc);
    visited += tiles.length;
    cut += tiles.filter(({ whole }) => !whole).length;
  }
  return { visited, cut, all: Math.ceil(T / Br) * Math.ceil(M / Bc) };
}
