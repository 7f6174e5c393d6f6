/**
 * A context length is a claim: it has a unit, a date and an audience, and a price in memory. These five
 * functions read such claims, size them, order them, and say how fast they grew.
 */

/**
 * Vendors print lengths as "131,072", "4K", "100k", "1.5M" or "2 million"; turn such a label into a whole number
 * of tokens, the nearest one. K stands for `base`, because some mean 1000 and some 1024, and M for base². The
 * words thousand and million are always decimal. Commas only group digits, upper and lower case mean the same,
 * and a space before the unit is optional.
 * @param label digits, perhaps with commas or a decimal point, then perhaps k, m, thousand or million
 * @param base what K stands for, 1000 or 1024
 * @returns tokens
 * @hint Lower the case and take the commas out. Then `/^([\d.]+)\s*([a-z]*)$/.exec(text)` gives the number and the unit apart.
 */
export function parseContext(label: string, base: 1000 | 1024): number {
  // BEGIN SOLUTION
  const text = label.toLowerCase().replace(/,/g, "");
  const [, number, unit] = /^([\d.]+)\s*([a-z]*)$/.exec(text)!;
  const worth: Record<string, number> = { "": 1, k: base, m: base ** 2, thousand: 1e3, million: 1e6 };
  return Math.round(Number(number) * worth[unit!]!);
  // END SOLUTION
}

/**
 * Attention compares every token with every token, so the scores of one head are a square of T × T numbers.
 * Every head of every layer has a square of its own. How much memory would all of them take together, if they
 * were stored?
 * @param T tokens
 * @param bytes of one number, such as 2 for fp16
 * @param heads in a layer
 * @param layers of the model
 * @returns bytes
 * @hint How many squares are there, and how many numbers in each?
 */
export function scoreMatrixBytes(T: number, bytes: number, heads: number, layers: number): number {
  // BEGIN SOLUTION
  return T * T * bytes * heads * layers;
  // END SOLUTION
}

/**
 * Given a memory, how long may the context be, if the scores of all heads in all layers
 * must fit into it at once? Each head of each layer has T × T scores. Find the largest whole T that fits; filling
 * the memory to its last byte still fits.
 * @param mem memory in bytes, 0 or more
 * @param bytes of one number
 * @param heads in a layer
 * @param layers of the model
 * @returns tokens, a whole number; 0 when not even one token fits
 * @hint Write down the inequality for T, with everything that T² is multiplied by. Then solve it, and think about which way to round.
 */
export function maxContext(mem: number, bytes: number, heads: number, layers: number): number {
  // BEGIN SOLUTION
  return Math.floor(Math.sqrt(mem / (bytes * heads * layers)));
  // END SOLUTION
}

/** For whom a claim holds. */
export type Tier = "standard" | "ga" | "open" | "limited" | "preview" | "research" | "catalogue";

/** What was said about the context length of a model. */
export interface Claim {
  readonly model: string;
  readonly tokens: number;
  /** A full day, such as "2024-02-15". */
  readonly date: string;
  readonly tier: Tier;
}

/**
 * What could one know about a model on a certain day? For each tier (for whom a claim holds) that is the latest
 * claim up to that day, the day itself included; what was announced later nobody knew yet. A tier without any
 * claim so far is left out. The claims are about many models, some with names much alike, and stand in no
 * particular order.
 * @param claims two claims about one tier of one model never have the same date
 * @param model whose claims count
 * @param date a full day, such as "2024-03-01"; texts of this form sort as the days do
 * @returns one claim for each tier that has any, by the tier's name
 * @hint Walk through the claims once. Skip what is about another model or comes later; of the others keep the one with the latest date in its tier.
 */
export function claimsAsOf(
  claims: readonly Claim[],
  model: string,
  date: string,
): Partial<Record<Tier, Claim>> {
  // BEGIN SOLUTION
  const known: Partial<Record<Tier, Claim>> = {};
  for (const claim of claims) {
    if (claim.model !== model || claim.date > date) continue;
    const best = known[claim.tier];
    if (!best || claim.date > best.date) known[claim.tier] = claim;
  }
  return known;
  // END SOLUTION
}

/** A context length at a time. */
export interface GrowthPoint {
  /** Months since any start. */
  readonly t: number;
  readonly tokens: number;
}

/**
 * How many months does a context length take to double? Put every point at (t, log₂ tokens), so that a doubling
 * is one step up, and draw the straight line through them that makes the sum of the squared vertical distances
 * smallest. Its slope says how many doublings there are in a month; the answer is one over it, and negative when
 * the lengths shrink.
 * @param points two or more, at two or more times, in any order
 * @returns months
 * @hint The slope is Σ (t − t̄)(y − ȳ) / Σ (t − t̄)², with y = log₂ tokens and a bar for the mean over all points.
 */
export function doublingMonths(points: readonly GrowthPoint[]): number {
  // BEGIN SOLUTION
  const mean = (f: (p: GrowthPoint) => number) => points.reduce((sum, p) => sum + f(p), 0) / points.length;
  const tMean = mean((p) => p.t);
  const yMean = mean((p) => Math.log2(p.tokens));
  const together = mean((p) => (p.t - tMean) * (Math.log2(p.tokens) - yMean));
  const alone = mean((p) => (p.t - tMean) ** 2);
  const slope = together / alone;
  return 1 / slope;
  // END SOLUTION
}
