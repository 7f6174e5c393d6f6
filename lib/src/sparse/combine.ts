import { isPattern, isSquare } from "./check.js";
import { countNnz } from "./measure.js";
import { type Pattern, pattern } from "./pattern.js";

/** Two ascending lists of distinct numbers as one. */
export function mergeAscending(a: readonly number[], b: readonly number[]): number[] {
  const merged: number[] = [];
  for (let s = 0, t = 0; s < a.length || t < b.length; ) {
    const next = Math.min(a[s] ?? Infinity, b[t] ?? Infinity);
    merged.push(next);
    if (a[s] === next) s++;
    if (b[t] === next) t++;
  }
  return merged;
}

/**
 * Every pair that at least one of the patterns reads. Its nnz is counted when first asked for, since
 * patterns overlap in ways that no formula knows.
 * @param patterns one or more, all of one shape
 * @throws RangeError naming both shapes when they differ
 */
export function union(...patterns: readonly Pattern[]): Pattern {
  const [first, ...others] = patterns;
  if (!first) throw new RangeError("union: no pattern was given; give at least one");
  for (const p of patterns) isPattern("union", p);
  for (const p of others)
    if (p.T !== first.T || p.M !== first.M)
      throw new RangeError(
        `union: ${first.name} is [${first.T},${first.M}] but ${p.name} is [${p.T},${p.M}]; all need one shape`,
      );
  const joined: Pattern = pattern(
    patterns.map((p) => p.name).join(" + "),
    [first.T, first.M],
    () => countNnz(joined),
    (i) => others.reduce((keys, p) => mergeAscending(keys, p.keys(i)), first.keys(i)),
  );
  return joined;
}

/** The pairs of p with j ≤ i: p as a language model that writes from left to right may use it. */
export function causalPart(p: Pattern): Pattern {
  isSquare("causalPart", p);
  const past: Pattern = pattern(
    `${p.name}, causal`,
    [p.T, p.M],
    () => countNnz(past),
    (i) => p.keys(i).filter((j) => j <= i),
  );
  return past;
}
