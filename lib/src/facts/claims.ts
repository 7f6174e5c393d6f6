import { contextLengths } from "./data/context-lengths.js";
import type { Claim, SlideClaim, Tier } from "./types.js";

/** Every dated claim about a context length, oldest table rows first. */
export const contextClaims = (): readonly Claim[] => contextLengths.claims;

/** What the slides say, as claims of their own. */
export const slideClaims = (): readonly SlideClaim[] => contextLengths.slides;

/**
 * What one could know about a model on a date: for each tier the latest claim up to and including it. A
 * claim dated only to the month or the year counts from the end of it. The order of the claims does not
 * matter; of two claims with the same date, the one with more tokens stands.
 * @param date "2024-03-01", or "2024-03" or "2024" for the end of that time
 * @returns one claim for each tier that has any
 * @throws RangeError when the date is not one
 */
export function claimsAsOf(
  claims: readonly Claim[],
  model: string,
  date: string,
): Partial<Record<Tier, Claim>> {
  const until = lastDay(date);
  const known: Partial<Record<Tier, Claim>> = {};
  for (const claim of claims) {
    if (claim.model !== model || lastDay(claim.date) > until) continue;
    const best = known[claim.tier];
    if (!best || later(claim, best)) known[claim.tier] = claim;
  }
  return known;
}

const later = (a: Claim, b: Claim): boolean => {
  const [dayA, dayB] = [lastDay(a.date), lastDay(b.date)];
  return dayA > dayB || (dayA === dayB && a.tokens > b.tokens);
};

/** The last day that a date may mean, as a text that sorts: "2024-06" is "2024-06-30". */
function lastDay(date: string): string {
  const [, year, month = "12", day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (!(Number(month) >= 1 && Number(month) <= 12 && Number(day ?? 1) >= 1 && Number(day ?? 1) <= days))
    throw new RangeError(
      `claimsAsOf: ${JSON.stringify(date)} is not a date; write "2024-03-01", "2024-03" or "2024"`,
    );
  return `${year}-${month}-${day ?? days}`;
}
