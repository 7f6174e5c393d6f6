import { dimension } from "../tensor/check.js";

/** m = ⌈2T/b⌉, twice the average bucket, so that a bucket seldom spans more than two chunks. */
export function chunkLength(T: number, b: number): number {
  dimension("chunkLength", "T", T);
  dimension("chunkLength", "b", b);
  return Math.ceil((2 * T) / b);
}

/** The sorted positions cut into chunks of m; the last may be shorter. */
export function chunks(perm: readonly number[], m: number): number[][] {
  dimension("chunks", "the length of perm", perm.length);
  dimension("chunks", "m", m);
  return Array.from({ length: Math.ceil(perm.length / m) }, (_, c) => perm.slice(c * m, (c + 1) * m));
}

/** What the queries of chunk c may look at: the chunk before it and its own. Chunk 0 has none before it. */
export function lookBack(cut: readonly number[][], c: number): number[] {
  const own = cut[c];
  if (!own) throw new RangeError(`lookBack: there is no chunk ${c} among ${cut.length}`);
  return [...(cut[c - 1] ?? []), ...own];
}

/** A chunk among the sorted positions: its queries are `from` to `to`, and they look at the keys from `sees` to `to`. */
export interface ChunkView {
  readonly sees: number;
  readonly from: number;
  readonly to: number;
}

/** The chunks of m out of T sorted positions, and how far back each looks. */
export function chunkViews(T: number, m: number): ChunkView[] {
  dimension("chunkViews", "T", T);
  dimension("chunkViews", "m", m);
  return Array.from({ length: Math.ceil(T / m) }, (_, c) => ({
    sees: Math.max(0, c - 1) * m,
    from: c * m,
    to: Math.min(T, (c + 1) * m),
  }));
}
