import { dimension } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import { isPattern } from "./check.js";
import { mergeAscending } from "./combine.js";
import { drawKeys } from "./draw-keys.js";
import { range } from "./full.js";
import { itcPattern } from "./global.js";
import { type Pattern, pattern } from "./pattern.js";
import { runsOf } from "./runs.js";

/** How many keys each of BigBird's three parts gives. */
export interface BigBirdOptions {
  /** w: keys in the window, odd. Default 3, as in the paper's Fig. 1. */
  readonly w?: number;
  /** g: how many of the first tokens are global. Default 2. */
  readonly g?: number;
  /** r: random keys of each other query. Default 2. */
  readonly r?: number;
}

/**
 * BigBird: window, global tokens and random keys at once, in the ITC form.
 * nnz = nnz(ITC) + r(T − g). Over blocks instead of tokens, as on a real device: `inBlocks(bigBird…)`.
 * @param T tokens
 * @throws RangeError when some query has fewer than r keys left to draw from
 * @see Zaheer et al. 2020, Fig. 1 and §2
 */
export function bigBirdPattern(T: number, options: BigBirdOptions, random: Rng): Pattern {
  const { w = 3, g = 2, r = 2 } = options;
  const lists = drawKeys("bigBirdPattern", { T, w, g, r }, random);
  const fixed = itcPattern(T, w, range(0, g));
  return pattern(`BigBird, w=${w}, g=${g}, r=${r}`, [T, T], fixed.nnz + r * (T - g), (i) =>
    mergeAscending(fixed.keys(i), lists[i]!),
  );
}

/**
 * A pattern over blocks as a pattern over tokens: where block a reads block b, each of the `size` queries
 * of a reads all `size` keys of b. nnz = size² · p.nnz.
 * @param p over T/size blocks  @param size tokens in a block
 * @example BigBird-base: inBlocks(bigBirdPattern(64, { w: 3, g: 2, r: 3 }, rng(1)), 64)
 */
export function inBlocks(p: Pattern, size: number): Pattern {
  isPattern("inBlocks", p);
  dimension("inBlocks", "size", size);
  const blockRuns = p.runs ?? ((a: number) => runsOf(p.keys(a)));
  const last: { a?: number; runs: readonly number[] } = { runs: [] };
  const runs = (i: number) => {
    const a = Math.floor(i / size);
    if (a !== last.a) Object.assign(last, { a, runs: blockRuns(a).map((b) => b * size) });
    return last.runs;
  };
  return pattern(
    `${p.name}, in blocks of ${size}`,
    [p.T * size, p.M * size],
    () => p.nnz * size * size,
    (i) => p.keys(Math.floor(i / size)).flatMap((b) => range(b * size, (b + 1) * size)),
    runs,
  );
}
