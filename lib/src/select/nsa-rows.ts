import { bandNnz } from "../sparse/window.js";
import { dimension } from "../tensor/check.js";
import { entries } from "./compress.js";
import type { NsaSizes } from "./nsa.js";

/** Rows that NSA's branches read. A token that two branches read counts in both. */
export interface NsaRows {
  readonly compressed: number;
  readonly selected: number;
  readonly sliding: number;
}

/** What query t reads, exactly. */
export function nsaRows(t: number, sizes: NsaSizes): NsaRows {
  dimension("nsaRows", "t", t, 0);
  const { lp, n, w } = sizes;
  const own = Math.floor(t / lp);
  const blocks = Math.min(n, own + 1);
  // With n = 1 the one block is block 0, and it may be the query's own.
  const last = n === 1 && own > 0 ? lp : (t % lp) + 1;
  return {
    compressed: entries(t + 1, sizes),
    selected: (blocks - 1) * lp + last,
    sliding: Math.min(w, t + 1),
  };
}

/**
 * What all T queries of a prompt read. Compressed: s·B(B−1)/2 + B(r+1) with r = (T − l) mod s. Sliding: Tw − w(w−1)/2 for
 * w ≤ T. Selected: query by query.
 */
export function nsaPrefillRows(T: number, sizes: NsaSizes): NsaRows {
  dimension("nsaPrefillRows", "T", T);
  const { l, s, w } = sizes;
  const B = entries(T, sizes);
  const compressed = B === 0 ? 0 : (s * B * (B - 1)) / 2 + B * (((T - l) % s) + 1);
  let selected = 0;
  for (let t = 0; t < T; t++) selected += nsaRows(t, sizes).selected;
  return { compressed, selected, sliding: (bandNnz(T, 2 * w - 1) + T) / 2 };
}
