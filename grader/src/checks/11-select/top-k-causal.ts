import fc from "fast-check";
import { topKCausal as oracle } from "long-attention/select";
import { check, type Exercise, exact, matches } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Input = [scores: number[], t: number, k: number];

/** The notebook's example, query 11: seven of twelve scores are 0. */
const eleven = [-0.265625, -0.96875, 0, 0, 0, 0, -1.21875, -0.140625, -0.84375, 0, 0, 0];

const inputs = (score: fc.Arbitrary<number>, n: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(n, whole(1, 4))
    .chain(([n, k]) =>
      fc.tuple(fc.array(score, { minLength: n, maxLength: n }), whole(0, n - 1), fc.constant(k)),
    );

const expect = (input: Input) => oracle(...input);

export const topKCausal: Exercise = {
  id: "11.4",
  name: "topKCausal",
  title: "The k best of the past",
  points: 4,
  difficulty: "M",
  params: ["scores", "t", "k"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "chooses the keys of notebook 11",
      holds: [
        "the k with the largest scores",
        "k how many keys are read at most",
        "the keys that are read, ascending",
      ],
      examples: [
        [[0.3359375, 0, 0.40625, -0.0703125, -0.6875, 0.09375], 5, 3],
        [eleven, 11, 3],
        [[7, 1, 8, 2, 9, 3], 5, 3],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "past-only",
      title: "never reads the future, whatever its scores",
      weight: 2,
      holds: [
        "Which keys does query t read?",
        "Of the keys 0 to t, itself among them",
        "Later keys have scores in the list, too, but lie in the future",
        "scores one for each key, of either sign",
        "t the query's place, from 0",
      ],
      examples: [
        [[1, 2, 3, 9, 8], 2, 2],
        [[-3, -1, -2, 0, -5], 2, 2],
        [[-3, -2, -1, -9], 2, 1],
      ],
      inputs: inputs(eighths(3), whole(5, 14)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "ties",
      title: "reads the earlier of equal keys",
      holds: ["Of equal scores the earlier key is read"],
      examples: [
        [[1, 1, 1, 1, 1], 4, 2],
        [[0, 2, 2, 0, 2, 0], 5, 2],
        [[-0, 0, -0, 0], 3, 2],
      ],
      inputs: inputs(fc.constantFrom(-1, 0, 1), whole(6, 9)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "few",
      title: "reads all keys while there are no more than k",
      holds: ["all of them while there are no more than k"],
      examples: [
        [[5, 1, 9, 4, 2], 2, 4],
        [[-5, -1, -9, -4, 2], 1, 3],
        [[3, 1, 2], 2, 3],
        [[1, 2, 3, 4, 5], 3, 2],
      ],
      inputs: inputs(eighths(3), whole(3, 6)),
      expect,
      tolerance: exact,
    }),
    check<Input>({
      id: "unchanged",
      title: "leaves the scores as they are",
      needs: "worked",
      holds: ["Leave `scores` as they are"],
      examples: [[[0.5, 0.375, 0.625, 0.8125, 0.25], 4, 3]],
      inputs: inputs(eighths(3), whole(4, 7)),
      runs: 4,
      *run(input, call) {
        const { after } = yield* call(...input);
        if (after[0] === undefined) return undefined;
        return {
          message: "`scores` were changed; the caller still needs them, so sort a list of indices",
          expected: input[0],
          actual: after[0],
        };
      },
    }),
    matches<Input>({
      id: "long",
      title: "orders keys as numbers, 9 before 10, in longer lists",
      examples: [
        [Array.from({ length: 13 }, (_, j) => j), 11, 4],
        [Array.from({ length: 30 }, (_, j) => -Math.abs(j - 10)), 25, 5],
      ],
      inputs: inputs(eighths(3), whole(12, 25)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "mixed",
      title: "chooses among lists of any length and of many ties",
      visibility: "hidden",
      examples: [
        [[4], 0, 1],
        [[-2, -2, -2, 5], 2, 1],
        [[3, -1, 3, 0, 3, 3], 4, 2],
      ],
      inputs: inputs(eighths(1), whole(1, 16)),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "masked-is-zero",
      misconception:
        "You set the scores of the future to 0, and 0 beats every negative score. A masked key is −∞; or look at the keys 0 … t only.",
      solution: (scores: readonly number[], t: number, k: number) =>
        ascending(best(indices(scores.length), (j) => (j <= t ? scores[j]! : 0)).slice(0, k)),
    },
    {
      id: "keeps-future",
      misconception: "You choose among all keys. Those after t are not written yet: look at 0 … t only.",
      solution: (scores: readonly number[], _t: number, k: number) =>
        ascending(best(indices(scores.length), (j) => scores[j]!).slice(0, k)),
    },
    {
      id: "not-itself",
      misconception: "You look at the keys before t only. A query reads its own key, too: 0 … t, with t.",
      solution: (scores: readonly number[], t: number, k: number) =>
        ascending(best(indices(t), (j) => scores[j]!).slice(0, k)),
    },
    {
      id: "ties-newest",
      misconception: "Of equal scores you take the later key. Take the earlier one.",
      solution: (scores: readonly number[], t: number, k: number) =>
        ascending(best(indices(t + 1).toReversed(), (j) => scores[j]!).slice(0, k)),
    },
    {
      id: "by-score",
      misconception:
        "You return the keys in the order of their scores. They are to be ascending, as the tokens stand.",
      solution: (scores: readonly number[], t: number, k: number) =>
        best(indices(t + 1), (j) => scores[j]!).slice(0, k),
    },
    {
      id: "always-k",
      misconception:
        "You fill up with later keys until there are k. Early queries have fewer keys: t + 1 at most.",
      solution: (scores: readonly number[], t: number, k: number) => {
        const keys = best(indices(t + 1), (j) => scores[j]!).slice(0, k);
        const more = indices(scores.length).filter((j) => j > t);
        return ascending([...keys, ...more.slice(0, k - keys.length)]);
      },
    },
    {
      id: "text-sort",
      misconception:
        'You sort the keys without a comparison, and so as texts: "10" comes before "9". Give sort a function that compares numbers.',
      solution: (scores: readonly number[], t: number, k: number) =>
        best(indices(t + 1), (j) => scores[j]!)
          .slice(0, k)
          .sort(),
    },
    {
      id: "sorts-input",
      misconception:
        "You sort the list that you were given. The keys are right, but the caller's scores are in disorder; sort a list of indices.",
      solution: (scores: number[], t: number, k: number) => {
        const keys = oracle(scores, t, k);
        scores.sort((a, b) => b - a);
        return keys;
      },
    },
    {
      id: "smallest",
      misconception: "You keep the k smallest scores. The largest are the best matches.",
      solution: (scores: readonly number[], t: number, k: number) =>
        ascending(best(indices(t + 1), (j) => -scores[j]!).slice(0, k)),
    },
  ],
};

function indices(n: number): number[] {
  return Array.from({ length: n }, (_, j) => j);
}
function best(keys: readonly number[], score: (j: number) => number): number[] {
  return [...keys].sort((a, b) => score(b) - score(a));
}
function ascending(keys: readonly number[]): number[] {
  return [...keys].sort((a, b) => a - b);
}
