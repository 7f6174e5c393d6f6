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
