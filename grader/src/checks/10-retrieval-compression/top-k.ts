import fc from "fast-check";
import { topK as best } from "long-attention/memory-systems";
import { check, type Exercise, exact, matches } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Input = [scores: number[], k: number];

const inputs = (lists: fc.Arbitrary<number[]>): fc.Arbitrary<Input> =>
  lists.chain((scores) => fc.tuple(fc.constant(scores), whole(1, scores.length)));

const different = fc.uniqueArray(eighths(20), { minLength: 1, maxLength: 8 });
/** Scores that often tie. */
const often = fc.array(whole(0, 2), { minLength: 3, maxLength: 8 });
/** Scores of either sign, from hundredths to billions. */
const anySize = fc
  .tuple(fc.constantFrom(1, 1e3, 1e9), fc.uniqueArray(eighths(5), { minLength: 2, maxLength: 6 }))
  .map(([size, scores]) => scores.map((score) => score * size));

const expect = (input: Input) => best(...input);

export const topK: Exercise = {
  id: "10.1",
  name: "topK",
  title: "The k best",
  points: 2,
  difficulty: "E",
  params: ["scores", "k"],
  checks: [
    matches<Input>({
      id: "best-first",
      holds: [
        "which k documents have the largest scores",
        "Return their indices, the best first",
        "scores n numbers, in any order",
        "k indices",
      ],
      title: "gives the indices of the k largest scores, the best first",
      weight: 2,
      examples: [
        [[0.5, 0.375, 0.625, 0.8125, 0.25], 2],
        [[9, 10, 8, 100], 3],
        [[0.1, 0.4, 0.2, 0.3], 3],
      ],
      inputs: inputs(different),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "ties",
      holds: ["When scores are equal the lower index comes first"],
      title: "lets the lower index come first when scores are equal",
      examples: [
        [[0.5, 0.375, 0.5, 0.8125, 0.25, 0.25], 2],
        [[1, 1, 1, 1], 3],
      ],
      inputs: inputs(often),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-size",
      holds: ["of either sign"],
      title: "ranks scores of either sign, and of any size",
      examples: [
        [[-2000, -1500, -3000], 3],
        [[-3e9, -1e9, -2e9], 3],
        [[-0.25, -0.125, -0.5], 2],
      ],
      inputs: inputs(anySize),
      expect,
      tolerance: exact,
    }),
    check<Input>({
      id: "unchanged",
      holds: ["Leave `scores` as it is"],
      title: "leaves the scores as they are",
      needs: "best-first",
      examples: [[[0.5, 0.375, 0.625, 0.8125, 0.25], 3]],
      inputs: inputs(different),
      runs: 4,
      *run(input, call) {
        const { after } = yield* call(...input);
        if (after[0] === undefined) return undefined;
        return {
          message: "`scores` were changed; the caller still needs them, so work on a copy",
          expected: input[0],
          actual: after[0],
        };
      },
    }),
    matches<Input>({
      id: "edges",
      holds: ["k from 0 to n"],
      title: "copes with negative scores, with k = 0 and with k = n",
      visibility: "hidden",
      examples: [
        [[-3, -1, -2], 2],
        [[-10, -9, 0, -100], 4],
        [[4, 5], 0],
        [[7], 1],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "ascending",
      misconception: "You take the smallest scores first. The largest inner product is the best match.",
      solution: (scores: number[], k: number) =>
        indices(scores)
          .sort((i, j) => scores[i]! - scores[j]!)
          .slice(0, k),
    },
    {
      id: "as-text",
      misconception:
        'You sort without a comparison, and so as texts: "10" comes before "9". Give sort a function that compares numbers.',
      solution: (scores: number[], k: number) =>
        indices(scores)
          .sort((i, j) => Number(`${scores[i]}` < `${scores[j]}`) - Number(`${scores[i]}` > `${scores[j]}`))
          .slice(0, k),
    },
    {
      id: "changes-scores",
      misconception:
        "You overwrite scores while you search. The result is right, but the caller's list is ruined; work on a copy.",
      solution: (scores: number[], k: number) =>
        Array.from({ length: k }, () => {
          const found = scores.indexOf(Math.max(...scores));
          scores[found] = -Infinity;
          return found;
        }),
    },
    {
      id: "looks-up-values",
      misconception:
        "You sort the scores and then look for each value in the list. Of two equal scores you find the same one twice; sort the indices instead.",
      solution: (scores: number[], k: number) =>
        [...scores]
          .sort((a, b) => b - a)
          .slice(0, k)
          .map((score) => scores.indexOf(score)),
    },
    {
      id: "ties-backwards",
      misconception:
        "Of equal scores you take the higher index first. Whoever was there first, comes first: break ties by i − j.",
      solution: (scores: number[], k: number) =>
        indices(scores)
          .sort((i, j) => scores[j]! - scores[i]! || j - i)
          .slice(0, k),
    },
    {
      id: "values",
      misconception:
        "You return the scores themselves. The caller needs to know which documents they belong to: return indices.",
      solution: (scores: number[], k: number) => [...scores].sort((a, b) => b - a).slice(0, k),
    },
    {
      id: "by-index",
      misconception:
        "You find the right documents, but return them in the order of the index. The best one comes first.",
      solution: (scores: number[], k: number) => best(scores, k).sort((i, j) => i - j),
    },
    {
      id: "sentinel",
      misconception:
        "You mark what is taken with a number such as −999. Scores may be lower than that, and then the same index comes again; mark it with −∞, or sort the indices.",
      solution: marking(-999),
    },
    {
      id: "lowest-of-all",
      misconception:
        "You mark what is taken with −1,000,000. No number is low enough for every list of scores; mark it with −∞, or sort the indices.",
      solution: marking(-1e6),
    },
    {
      id: "starts-at-zero",
      misconception:
        "Your search for the largest score starts at 0, so scores below 0 are never found. Start at −∞.",
      solution: (scores: number[], k: number) => {
        const left = [...scores];
        return Array.from({ length: k }, () => {
          let [found, most] = [-1, 0];
          left.forEach((score, i) => {
            if (score > most) [found, most] = [i, score];
          });
          if (found >= 0) left[found] = -Infinity;
          return found;
        });
      },
    },
    {
      id: "absolute",
      misconception:
        "You compare sizes without their signs. A score of −9 is the worst match, not the best: compare the scores as they are.",
      solution: (scores: number[], k: number) => best(scores.map(Math.abs), k),
    },
    {
      id: "whole-numbers",
      misconception:
        "Your comparison loses what comes after the point, so scores that differ by less than 1 count as equal.",
      solution: (scores: number[], k: number) => best(scores.map(Math.trunc), k),
    },
    {
      id: "one-more",
      misconception: "You return k + 1 indices; `slice(0, k)` ends before index k.",
      solution: (scores: number[], k: number) => best(scores, Math.min(k + 1, scores.length)),
    },
  ],
};

const indices = (scores: readonly number[]) => scores.map((_, i) => i);

/** Takes the largest k times, and marks what is taken with a number. */
function marking(mark: number) {
  return (scores: number[], k: number): number[] => {
    const left = [...scores];
    return Array.from({ length: k }, () => {
      const found = left.indexOf(Math.max(...left));
      left[found] = mark;
      return found;
    });
  };
}
