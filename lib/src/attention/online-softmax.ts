import { isList } from "../tensor/check.js";

/**
 * Softmax over a list that arrives in parts: each part leaves two numbers, its maximum m and its sum
 * ℓ = Σ exp(xᵢ − m), and two such pairs merge into the pair of the whole.
 * @see Milakov and Gimelshein 2018; Dao et al. 2022, §3.1
 */
export interface SoftmaxStats {
  /** The largest score so far; −∞ when there is none. */
  readonly m: number;
  /** Σ exp(xᵢ − m); 0 when there is none. */
  readonly l: number;
}

/** The pair of an empty list: merging with it changes nothing. */
export const emptyStats: SoftmaxStats = { m: -Infinity, l: 0 };

/**
 * exp(old − new) for running maxima, old ≤ new: how much everything summed under the old maximum shrinks.
 * 0 when nothing was summed yet (old = −∞), also for −∞ − (−∞), which would be NaN.
 */
export const rescale = (oldMax: number, newMax: number): number =>
  oldMax === -Infinity ? 0 : Math.exp(oldMax - newMax);

/** m and ℓ of one list of scores. */
export function softmaxStats(x: ArrayLike<number>): SoftmaxStats {
  isList("softmaxStats", "x", x);
  const m = Array.from(x).reduce((a, b) => Math.max(a, b), -Infinity);
  let l = 0;
  for (let i = 0; i < x.length; i++) l += rescale(x[i]!, m);
  return { m, l };
}

/** m and ℓ of two lists joined, from theirs alone: both sums are brought to the common maximum. */
export function mergeStats(a: SoftmaxStats, b: SoftmaxStats): SoftmaxStats {
  const m = Math.max(a.m, b.m);
  return { m, l: rescale(a.m, m) * a.l + rescale(b.m, m) * b.l };
}

/** A softmax computed part by part, with everything on the way that the slides show. */
export interface SplitSoftmax {
  /** For each part: its own m and ℓ, its f = exp(x − m), and its factor β = exp(m_part − m) / ℓ. */
  readonly parts: readonly { m: number; l: number; f: Float64Array; beta: number }[];
  /** Over all parts. */
  readonly m: number;
  readonly l: number;
  /** softmax of the parts joined: Concat(β f). */
  readonly softmax: Float64Array;
}

/**
 * Softmax of a list given in parts, from each part's own numbers: softmax(x) = Concat(βₖ fₖ).
 * @param parts one or more lists of scores, in order
 * @throws RangeError when there is no part; TypeError when a part is not a list
 */
export function splitSoftmax(parts: readonly ArrayLike<number>[]): SplitSoftmax {
  if (parts.length === 0)
    throw new RangeError("splitSoftmax: parts is empty; give at least one list of scores");
  for (const [k, part] of parts.entries()) isList("splitSoftmax", `part ${k}`, part);
  const stats = parts.map(softmaxStats);
  const { m, l } = stats.reduce(mergeStats, emptyStats);
  const detailed = parts.map((x, k) => ({
    ...stats[k]!,
    f: Float64Array.from(x, (xi) => rescale(xi, stats[k]!.m)),
    beta: l === 0 ? 0 : rescale(stats[k]!.m, m) / l,
  }));
  const softmax = Float64Array.from(detailed.flatMap(({ f, beta }) => Array.from(f, (fi) => beta * fi)));
  return { parts: detailed, m, l, softmax };
}
