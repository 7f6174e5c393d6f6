/** Whether lists of random keys are random: which keys, which pairs of keys, and whether one list tells about the next. */
import { binomial, type Count } from "../chance.js";

/** Twelve tokens, of which the first is global: every other query draws two of ten keys. */
export const crowd = { T: 12, w: 1, g: 1, r: 2 } as const;
/** Legal keys of a query. */
const L = 10;
/** Patterns that are counted together. */
export const patterns = 720;

/**
 * What is counted in 720 patterns, 7920 lists. A fair answer fails once in 10⁶ times. Found with 99 %: a key that is
 * drawn 20 % more or less often than it should be, one half of the keys that is drawn 13 % more often than the other, a
 * pair of keys that comes 1.7 times as often.
 */
export function countsOf(drawn: readonly number[][][]): Count[] {
  // Once in the order of the text, and once from the query on and round: what stands next to the window is special, too.
  const inText = drawn.map((lists) => ranks(lists, (i, j) => (j < i ? j - 1 : j - 2)));
  const fromQuery = drawn.map((lists) => ranks(lists, (i, j) => (j > i ? j - i - 1 : j - i + L)));
  return [
    ...counts(inText, (k) => `the ${nth(k)} of a query's ${L} legal keys`),
    ...counts(fromQuery, (k) => `the ${nth(k)} legal key after the query`),
  ];
}

/** Hypergeometric: the variance of how many of r draws fall on `some` of L places. */
const spread = (some: number) => (crowd.r * (some / L) * (1 - some / L) * (L - crowd.r)) / (L - 1);

const nth = (k: number) => `${k + 1}${["st", "nd", "rd"][k] ?? "th"}`;

/** Which of its legal keys each query has drawn, as numbers from 0. */
const ranks = (lists: readonly number[][], rank: (i: number, j: number) => number): number[][] =>
  lists.slice(crowd.g).map((list, i) => list.map((j) => rank(i + crowd.g, j)));

function counts(drawn: readonly number[][][], name: (k: number) => string): Count[] {
  const lists = drawn.flat();
  const { r } = crowd;
  const all = Array.from({ length: L }, (_, k) => k);
  const having = (...keys: number[]) => lists.filter((list) => keys.every((k) => list.includes(k))).length;
  const shared = drawn.flatMap((some) =>
    some.slice(1).map((list, i) => list.filter((k) => some[i]!.includes(k)).length),
  );
  return [
    ...all.map((k) => binomial(name(k), having(k), lists.length, r / L)),
    ...all.flatMap((k) =>
      all
        .slice(k + 1)
        .map((other) =>
          binomial(
            `${name(k)} together with the ${nth(other)}`,
            having(k, other),
            lists.length,
            (r * (r - 1)) / (L * (L - 1)),
          ),
        ),
    ),
    {
      what: `the first ${L / 2} of the keys from ${name(0)} on`,
      seen: lists.flat().filter((k) => k < L / 2).length,
      mean: (lists.length * r) / 2,
      variance: lists.length * spread(L / 2),
    },
    {
      what: "the same choice by two queries in a row",
      seen: shared.reduce((a, b) => a + b, 0),
      mean: (shared.length * r * r) / L,
      variance: shared.length * spread(r),
    },
  ];
}
