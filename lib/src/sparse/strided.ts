import { dimension } from "../tensor/check.js";
import { type Pattern, pattern } from "./pattern.js";
import { causalWindowPattern } from "./window.js";

/**
 * Strided attention of the Sparse Transformer: query i reads the l keys up to itself and every l-th key
 * before, j ≤ i with i − j < l or l | (i − j). Two hops reach every earlier key: one by strides, one in
 * the window. nnz = Tl − l(l−1)/2 + Σ_{k≥1} max(0, T − kl) for l ≤ T.
 * @param T tokens  @param l the stride, near √T in the paper
 * @see Child et al. 2019, "Generating long sequences with sparse transformers"
 */
export function stridedPattern(T: number, l: number): Pattern {
  dimension("stridedPattern", "T", T);
  dimension("stridedPattern", "l", l);
  const near = causalWindowPattern(T, l);
  const strides = Math.floor((T - 1) / l);
  const far = strides * T - (l * strides * (strides + 1)) / 2;
  return pattern(`strided, l=${l}`, [T, T], near.nnz + far, (i) => {
    const hops = Math.floor(i / l);
    return [...Array.from({ length: hops }, (_, t) => i - (hops - t) * l), ...near.keys(i)];
  });
}
