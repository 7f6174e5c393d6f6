import { dimension } from "../tensor/check.js";
import { windowSizes } from "./check.js";
import { type Pattern, pattern } from "./pattern.js";

/** How a window is spread, and whether it looks ahead. */
export interface WindowOptions {
  /** s: read every s-th key only, so the same c keys reach s times as far. Default 1. */
  readonly dilation?: number;
  /** Drop the keys after the query, j > i, as attention's own `causal` does. Default false. */
  readonly causal?: boolean;
}

/**
 * Local attention: query i reads c keys around itself, s | (i − j) and |i − j| ≤ hs with h = (c−1)/2.
 * c counts the query's own key. (`attention_window` counts each side, our h, in Longformer's own code, and both
 * sides together in the library transformers.)
 * nnz = T + 2 Σ_{t≤h} max(0, T − ts); causal: T + Σ.
 * @param T tokens  @param c odd; a c wider than the sequence reads all of it
 * @throws RangeError when c is even
 * @see Longformer (Beltagy et al. 2020), §3.1
 */
export function windowPattern(T: number, c: number, options: WindowOptions = {}): Pattern {
  const { dilation: s = 1, causal = false } = options;
  windowSizes("windowPattern", T, c, s);
  const both = bandNnz(T, c, s);
  const h = (c - 1) / 2;
  const name = `${s > 1 ? "dilated" : "local"}, c=${c}${s > 1 ? `, s=${s}` : ""}${causal ? ", causal" : ""}`;
  const reach = (i: number) => ({
    before: Math.min(h, Math.floor(i / s)),
    after: causal ? 0 : Math.min(h, Math.floor((T - 1 - i) / s)),
  });
  const keys = (i: number) => {
    const { before, after } = reach(i);
    return Array.from({ length: before + 1 + after }, (_, t) => i + (t - before) * s);
  };
  const run = (i: number) => [i - reach(i).before, i + reach(i).after + 1];
  return pattern(name, [T, T], causal ? (both + T) / 2 : both, keys, s === 1 ? run : undefined);
}

/**
 * Sliding-window attention of a language model: query i reads itself and the w − 1 keys before it,
 * 0 ≤ i − j < w. The same as `windowPattern(T, 2w − 1, { causal: true })`. nnz = Tw − w(w−1)/2 for w ≤ T.
 * @param w keys, the query's own among them; even or odd
 */
export function causalWindowPattern(T: number, w: number): Pattern {
  dimension("causalWindowPattern", "T", T);
  dimension("causalWindowPattern", "w", w);
  return { ...windowPattern(T, 2 * w - 1, { causal: true }), name: `causal window, w=${w}` };
}

/**
 * How many pairs a band has: T + 2HT − sH(H+1), where H = min(h, ⌊(T−1)/s⌋) is how many steps of s the
 * sequence has room for. With s = 1 and h < T this is cT − h(h+1), a little less than the O(cT) of a slide.
 * @param T tokens  @param c odd, h = (c−1)/2  @param dilation s
 */
export function bandNnz(T: number, c: number, dilation = 1): number {
  windowSizes("bandNnz", T, c, dilation);
  const H = Math.min((c - 1) / 2, Math.floor((T - 1) / dilation));
  return T + 2 * H * T - dilation * H * (H + 1);
}
