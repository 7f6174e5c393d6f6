/**
 * How far what is drawn at random may lie from what was to be expected. The seeds are always the same ones, so the
 * verdict on an answer is, too; the limit says how many right answers it could wrong.
 */

/** Something counted, and what a fair draw gives on average. */
export interface Count {
  /** Such as "the first key". */
  readonly what: string;
  readonly seen: number;
  readonly mean: number;
  readonly variance: number;
  /** Rare things are skewed: far too many are likelier than far too few. Default 0. */
  readonly skewness?: number;
}

/**
 * A normal number lies six standard deviations off twice in 10⁹ times, so among three hundred counts a fair answer
 * fails about once in 10⁶. A bias of 8.4 standard deviations is found with 99 %.
 */
const deviations = 6;

/** A count of independent draws, each with the chance p. */
export const binomial = (what: string, seen: number, n: number, p: number): Count => {
  const variance = n * p * (1 - p);
  return { what, seen, mean: n * p, variance, skewness: (1 - 2 * p) / Math.sqrt(variance) };
};

/** The count that lies farthest outside of what chance allows; undefined when all lie inside. */
export function unfair(counts: readonly Count[]): Count | undefined {
  const [worst] = counts.toSorted((a, b) => off(b) - off(a));
  return worst && off(worst) > deviations ? worst : undefined;
}

/** In standard deviations, of a normal number (Cornish and Fisher's first term for the skewness). */
function off({ seen, mean, variance, skewness = 0 }: Count): number {
  const z = (seen - mean) / Math.sqrt(variance);
  return Math.abs(z) - ((deviations ** 2 - 1) / 6) * Math.sign(z) * skewness;
}
