import { dimension } from "../tensor/check.js";

/** How often a token is projected to its key and value while T tokens are generated one by one. */
export interface Recompute {
  /** With a cache: once a token, T. */
  readonly cached: number;
  /** Without: step t projects all t tokens again, T(T+1)/2 in all. */
  readonly uncached: number;
  /** uncached / cached = (T+1)/2. */
  readonly ratio: number;
}

/** What the cache saves: projections of keys and values for T tokens, with it and without it. */
export function recompute(T: number): Recompute {
  dimension("recompute", "T", T);
  return { cached: T, uncached: (T * (T + 1)) / 2, ratio: (T + 1) / 2 };
}
