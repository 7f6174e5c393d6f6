import fc from "fast-check";
import { bucketsOfRound, hashTable, sortByBucket as oracle, sharedExample } from "long-attention/lsh";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [b: number[]];

const slide = [...bucketsOfRound(hashTable(sharedExample.QK, [sharedExample.R1]), 0)];

const expect = ([b]: Input) => oracle(b);

export const sortByBucket: Exercise = {
  id: "06.3",
  name: "sortByBucket",
  title: "Neighbours by sorting",
  points: 3,
  difficulty: "M",
  params: ["b"],
  checks: [
    matches<Input>({
      id: "slide",
      title: "sorts the notebook's eight positions",
      holds: ["perm, the positions in their new order", "one bucket for each position, n ≥ 1 of them"],
      examples: [[slide]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-buckets",
      title: "sorts any buckets, 2 before 10, and inside a bucket by position",
      weight: 2,
      holds: ["Sort the positions 0 … n − 1 by their bucket"],
      examples: [[[10, 2, 2, 10, 0, 2]], [[2, 0, 1]]],
      inputs: fc.tuple(fc.array(whole(0, 20), { minLength: 1, maxLength: 12 })),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "few-buckets",
      title: "keeps the order of the text inside large buckets, and finds the way back",
      visibility: "hidden",
      holds: ["Give the way back too"],
      examples: [[[1, 2, 0]], [[0, 0, 0, 0]], [[7]]],
      inputs: fc.tuple(fc.array(whole(9, 11), { minLength: 2, maxLength: 24 })),
      expect,
      tolerance: exact,
    }),
  ],
  background: ["Members of a bucket should lie side by side in memory."],
  mutants: [
    {
      id: "buckets-of-ten",
      misconception:
        "You go through the buckets 0 to 9 only. There may be more: whoever lies in bucket 10 is lost, or stands last in any order.",
      solution: (b: readonly number[]) =>
        ordered(b, (i, j) => Math.min(b[i]!, 10) - Math.min(b[j]!, 10) || i - j),
    },
    {
      id: "inverse-of-values",
      misconception:
        "Your inv says in which place the position's *bucket* begins, so members of a bucket share a place. Each position has a place of its own.",
      solution: (b: readonly number[]) => {
        const { perm } = oracle(b);
        return { perm, inv: b.map((bucket) => perm.findIndex((i) => b[i] === bucket)) };
      },
    },
    {
      id: "from-one",
      misconception: "You count positions and places from 1. Both begin at 0.",
      solution: (b: readonly number[]) => {
        const { perm, inv } = oracle(b);
        return { perm: [...perm].map((i) => i + 1), inv: [...inv].map((place) => place + 1) };
      },
    },
    {
      id: "as-text",
      misconception:
        "You sort the buckets as text: without a comparison of your own, JavaScript puts 10 before 2. Compare numbers: (i, j) => b[i] − b[j].",
      solution: (b: readonly number[]) =>
        ordered(b, (i, j) => (`${b[i]}` < `${b[j]}` ? -1 : `${b[i]}` > `${b[j]}` ? 1 : i - j)),
    },
    {
      id: "last-first",
      misconception:
        "Inside a bucket you put later positions first. Positions of one bucket keep the order of the text.",
      solution: (b: readonly number[]) => ordered(b, (i, j) => b[i]! - b[j]! || j - i),
    },
    {
      id: "inverse-is-perm",
      misconception:
        "You return perm as its own inverse. perm leads from a place to a position; inv must lead back: inv[perm[s]] = s.",
      solution: (b: readonly number[]) => {
        const { perm } = oracle(b);
        return { perm, inv: perm };
      },
    },
    {
      id: "exchanged",
      misconception:
        "You have exchanged perm and inv. perm[s] is the position that stands at place s after sorting; inv[i] is the place where position i went.",
      solution: (b: readonly number[]) => {
        const { perm, inv } = oracle(b);
        return { perm: inv, inv: perm };
      },
    },
    {
      id: "sorted-buckets",
      misconception:
        "You sort the buckets themselves, and lose who was in them. Sort the positions, by their bucket.",
      solution: (b: readonly number[]) => {
        const sorted = b.toSorted((p, q) => p - q);
        return { perm: sorted, inv: b.map((bucket) => sorted.indexOf(bucket)) };
      },
    },
    {
      id: "descending",
      misconception: "You sort from the last bucket to the first; bucket 0 comes first.",
      solution: (b: readonly number[]) => ordered(b, (i, j) => b[j]! - b[i]! || i - j),
    },
    {
      id: "reversed-is-inverse",
      misconception:
        "You take perm backwards for its inverse. Walk through perm instead: what stands at place s came from position perm[s], so inv[perm[s]] = s.",
      solution: (b: readonly number[]) => {
        const { perm } = oracle(b);
        return { perm, inv: perm.toReversed() };
      },
    },
  ],
};

function ordered(b: readonly number[], compare: (i: number, j: number) => number) {
  const perm = b.map((_, i) => i).sort(compare);
  return { perm, inv: b.map((_, i) => perm.indexOf(i)) };
}
