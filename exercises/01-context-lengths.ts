/**
 * Exercises 01 · Context lengths
 *
 * A context length is a claim: it has a unit, a date and an audience, and a price in memory. These five
 * functions read such claims, size them, order them, and say how fast they grew.
 *
 * Write each function, then run `npm run check -- 01 --watch`. A hint: `npm run check -- 01.1 --hint`.
 */

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

/** A context length at a time. */
export interface GrowthPoint {
  /** Months since any start. */
  readonly t: number;
  readonly tokens: number;
}

// 01.1 · Reading a label · 3 points · easy
/**
 * Vendors print lengths as "131,072", "4K", "100k", "1.5M" or "2 million"; turn such a label into a whole
 * number of tokens, the nearest one. K stands for `base`, because some mean 1000 and some 1024, and M for
 * base². The words thousand and million are always decimal. Commas only group digits, upper and lower case
 * mean the same, and a space before the unit is optional.
 * @param label digits, perhaps with commas or a decimal point, then perhaps k, m, thousand or million
 * @param base what K stands for, 1000 or 1024
 * @returns tokens
 * (The reference takes 4 lines.)
 */
export function parseContext(label: string, base: 1000 | 1024): number {
  throw new Error("TODO exercise 01.1: parseContext");
}

// 01.2 · What a length costs · 2 points · easy
/**
 * Attention compares every token with every token, so the scores of one head are a square of T × T numbers.
 * Every head of every layer has a square of its own. How much memory would all of them take together, if
 * they were stored?
 * @param T tokens
 * @param bytes of one number, such as 2 for fp16
 * @param heads in a layer
 * @param layers of the model
 * @returns bytes
 * (The reference takes 1 line.)
 */
export function scoreMatrixBytes(T: number, bytes: number, heads: number, layers: number): number {
  throw new Error("TODO exercise 01.2: scoreMatrixBytes");
}

// 01.3 · What fits · 4 points · medium
/**
 * Given a memory, how long may the context be, if the scores of all heads in all layers must fit into it at
 * once? Each head of each layer has T × T scores. Find the largest whole T that fits; filling the memory to
 * its last byte still fits.
 * @param mem memory in bytes, 0 or more
 * @param bytes of one number
 * @param heads in a layer
 * @param layers of the model
 * @returns tokens, a whole number; 0 when not even one token fits
 * (The reference takes 1 line.)
 */
export function maxContext(mem: number, bytes: number, heads: number, layers: number): number {
  throw new Error("TODO exercise 01.3: maxContext");
}

// 01.4 · What was known when · 5 points · medium
/**
 * What could one know about a model on a certain day? For each tier (for whom a claim holds) that is the
 * latest claim up to that day, the day itself included; what was announced later nobody knew yet. A tier
 * without any claim so far is left out. The claims are about many models, some with names much alike, and
 * stand in no particular order.
 * @param claims two claims about one tier of one model never have the same date
 * @param model whose claims count
 * @param date a full day, such as "2024-03-01"; texts of this form sort as the days do
 * @returns one claim for each tier that has any, by the tier's name
 * (The reference takes 7 lines.)
 */
export function claimsAsOf(
  claims: readonly Claim[],
  model: string,
  date: string,
): Partial<Record<Tier, Claim>> {
  throw new Error("TODO exercise 01.4: claimsAsOf");
}

// 01.5 · How fast lengths grew · 4 points · medium
/**
 * How many months does a context length take to double? Put every point at (t, log₂ tokens), so that a
 * doubling is one step up, and draw the straight line through them that makes the sum of the squared
 * vertical distances smallest. Its slope says how many doublings there are in a month; the answer is one
 * over it, and negative when the lengths shrink.
 * @param points two or more, at two or more times, in any order
 * @returns months
 * (The reference takes 7 lines.)
 */
export function doublingMonths(points: readonly GrowthPoint[]): number {
  throw new Error("TODO exercise 01.5: doublingMonths");
}
