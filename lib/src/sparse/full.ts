import { attentionPairs } from "../attention/cost.js";
import { dimension } from "../tensor/check.js";
import { type Pattern, pattern } from "./pattern.js";

/** from, from + 1, … up to, not including, `to`. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, t) => from + t);

/** Every query reads every key: nnz = T·M. */
export function fullPattern(T: number, M = T): Pattern {
  dimension("fullPattern", "T", T);
  dimension("fullPattern", "M", M);
  return pattern(
    "full",
    [T, M],
    T * M,
    () => range(0, M),
    () => [0, M],
  );
}

/** Query i reads keys j ≤ i: nnz = T(T+1)/2. */
export function causalPattern(T: number): Pattern {
  dimension("causalPattern", "T", T);
  return pattern(
    "causal",
    [T, T],
    attentionPairs(T, { causal: true }),
    (i) => range(0, i + 1),
    (i) => [0, i + 1],
  );
}
