/**
 * The one schedule for all patterns: for each tile of queries, the list of key tiles that it visits. Full,
 * causal, window, block, BigBird and Λ attention are the same loop with other lists, and what no query of the
 * tile reads costs nothing.
 */

/** A tile of keys, and whether every query of the tile reads every key of it. */
export interface KeyTile {
  /** First key. */
  readonly j: number;
  /** If not, the scores that nobody reads become −∞ before the softmax. */
  readonly whole: boolean;
}

/**
 * The key tiles that a tile of queries visits, in ascending order.
 * @param runs the keys of each of its queries, as runs
 * @param Bc keys in a tile
 */
export function keyTiles(runs: readonly (readonly number[])[], Bc: number): KeyTile[] {
  let [first, end] = [Infinity, 0];
  for (const row of runs) {
    if (row.length === 0) continue;
    first = Math.min(first, Math.floor(row[0]! / Bc));
    end = Math.max(end, Math.ceil(row[row.length - 1]! / Bc));
  }
  if (end === 0) return [];
  const pairs = new Int32Array(end - first);
  for (let r = 0; r < runs.length; ) {
    const row = runs[r]!;
    let rows = 1;
    while (runs[r + rows] === row) rows++; // one list for many rows, as in blocks, is counted once
    for (let t = 0; t < row.length; t += 2) count(pairs, first, row[t]!, row[t + 1]!, Bc, rows);
    r += rows;
  }
  const tiles: KeyTile[] = [];
  pairs.forEach((n, t) => {
    const j = (first + t) * Bc;
    // A last tile that sticks out beyond the keys never has that many pairs.
    if (n > 0) tiles.push({ j, whole: n === runs.length * Bc });
  });
  return tiles;
}

/** Adds the pairs of some rows with one run, keys `from` to `to`, to its tiles. */
function count(pairs: Int32Array, first: number, from: number, to: number, Bc: number, rows: number): void {
  for (let key = from; key < to; ) {
    const tile = Math.floor(key / Bc);
    const end = Math.min(to, (tile + 1) * Bc);
    pairs[tile - first]! += rows * (end - key);
    key = end;
  }
}

/**
 * −∞ into every score of a tile that its query does not read.
 * @param S [Br, Bc]  @param runs the keys of its first rows; rows after them are left alone
 * @param j first key of the tile
 */
export function maskTile(
  S: Float32Array | Float64Array,
  Bc: number,
  runs: readonly (readonly number[])[],
  j: number,
): void {
  runs.forEach((row, r) => {
    let done = r * Bc;
    const [start, end] = [done - j, done + Bc];
    for (let t = 0; t < row.length; t += 2) {
      const [from, to] = [start + row[t]!, start + row[t + 1]!];
      if (to <= done) continue;
      if (from >= end) break;
      if (from > done) S.fill(-Infinity, done, from);
      done = Math.min(to, end);
    }
    if (done < end) S.fill(-Infinity, done, end);
  });
}
