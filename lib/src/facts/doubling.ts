/** A context length at a time. */
export interface GrowthPoint {
  /** Months since any start. */
  readonly t: number;
  readonly tokens: number;
}

/**
 * How many months a context length takes to double: one over the slope of the least-squares line through
 * (t, log₂ tokens), all points counting alike.
 * @param points two or more, at two or more times
 * @returns months; negative when lengths shrink, Infinity when they stay
 */
export function doublingMonths(points: readonly GrowthPoint[]): number {
  points.forEach(({ t, tokens }, i) => {
    if (!Number.isFinite(t) || !Number.isFinite(tokens) || tokens <= 0)
      throw new RangeError(
        `doublingMonths: point ${i} is (${t}, ${tokens}); it needs a finite time and a number of tokens above 0`,
      );
  });
  const mean = (f: (p: GrowthPoint) => number) => points.reduce((sum, p) => sum + f(p), 0) / points.length;
  const tMean = mean(({ t }) => t);
  const variance = mean(({ t }) => (t - tMean) ** 2);
  if (!(variance > 0))
    throw new RangeError(
      `doublingMonths: ${points.length} points at one time or none; growth needs points at two times or more`,
    );
  // Doublings since the first point, not log₂ tokens: exactly 0 when nothing changes.
  const slope = mean(({ t, tokens }) => (t - tMean) * Math.log2(tokens / points[0]!.tokens)) / variance;
  return 1 / slope;
}
