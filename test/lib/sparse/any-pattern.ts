/** Every family of patterns with parameters drawn at random, for properties that all must have. */

import fc from "fast-check";
import {
  bigBirdPattern,
  blockPattern,
  causalPart,
  causalPattern,
  causalWindowPattern,
  cyclicShift,
  etcPattern,
  fullPattern,
  globalPattern,
  inBlocks,
  itcPattern,
  lambdaPattern,
  localRandomPattern,
  type Pattern,
  randomPattern,
  stridedPattern,
  union,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";

const T = fc.integer({ min: 1, max: 17 });
const odd = fc.integer({ min: 0, max: 9 }).map((h) => 2 * h + 1);
const few = fc.integer({ min: 0, max: 3 });
const some = fc.integer({ min: 1, max: 6 });
const seed = fc.integer({ min: 1, max: 1000 });
const positions = (t: number) => fc.uniqueArray(fc.integer({ min: 0, max: t - 1 }), { maxLength: t });

const single: fc.Arbitrary<Pattern> = fc.oneof(
  T.map((t) => fullPattern(t)),
  T.map((t) => causalPattern(t)),
  fc
    .tuple(T, odd, some, fc.boolean())
    .map(([t, c, dilation, causal]) => windowPattern(t, c, { dilation, causal })),
  fc.tuple(T, some).map(([t, w]) => causalWindowPattern(t, w)),
  fc.tuple(T, some).map(([t, l]) => stridedPattern(t, l)),
  T.chain((t) => positions(t).map((G) => globalPattern(t, G))),
  fc.tuple(T, odd).chain(([t, c]) => positions(t).map((G) => itcPattern(t, c, G))),
  fc.tuple(T, odd, few, fc.boolean()).map(([t, c, g, columnsOnly]) => etcPattern(t, c, g, { columnsOnly })),
  fc.tuple(some, some, few).map(([size, n, s]) => blockPattern(size * n, n, cyclicShift(n, s))),
  fc.tuple(some, few, seed).map(([t, r, s]) => randomPattern(t + 6, r, rng(s), { w: 3, g: 1 })),
  fc.tuple(some, few, seed).map(([t, r, s]) => localRandomPattern(t + 8, 5, r, rng(s))),
  fc.tuple(some, few, few, seed).map(([t, g, r, s]) => bigBirdPattern(t + 9, { w: 3, g, r }, rng(s))),
  fc.tuple(T, few, some).map(([t, g, L]) => lambdaPattern(t, g, L)),
);

/** One pattern, or what is made of one or two: a union, the causal part, blocks. */
export const anyPattern: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 4, arbitrary: single },
  { weight: 1, arbitrary: single.map(causalPart) },
  { weight: 1, arbitrary: fc.tuple(single, few).map(([p, s]) => inBlocks(p, s + 1)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(T, odd, few, some)
      .map(([t, c, g, L]) => union(windowPattern(t, c), lambdaPattern(t, g, L), stridedPattern(t, L))),
  },
);
