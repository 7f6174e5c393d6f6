import fc from "fast-check";
import {
  bucketsOfRound,
  hashTable,
  lshTargets as oracle,
  sharedExample,
  sortByBucket,
} from "long-attention/lsh";
import { type Check, check, describe, difference, type Exercise, exact, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [perm: number[], b: number[], m: number, causal: boolean];

const slide = [...bucketsOfRound(hashTable(sharedExample.QK, [sharedExample.R1]), 0)];

const sorted = (b: number[], m: number, causal: boolean): Input => [sortByBucket(b).perm, b, m, causal];

/** Positions sorted by bucket; inside a bucket by a random number, as an unstable sort would leave them. */
const shuffled = fc
  .tuple(fc.array(fc.tuple(whole(0, 2), whole(0, 9)), { minLength: 2, maxLength: 12 }), whole(1, 5))
  .map(([positions, m]): Input => {
    const b = positions.map(([bucket]) => bucket);
    const perm = b.map((_, i) => i);
    perm.sort((i, j) => b[i]! - b[j]! || positions[i]![1] - positions[j]![1] || i - j);
    return [perm, b, m, true];
  });

/** The order inside a list of targets is free. */
const reads = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
    *run(input, call) {
      const { value } = yield* call(...input);
      const [perm, b, m, causal] = input;
      const [actual, expected] = [ascending(value), oracle(perm, b, m, { causal })];
      const failure = wrong(actual, ascending(expected), exact);
      if (!failure || !Array.isArray(actual) || actual.length !== expected.length) return failure;
      const i = expected.findIndex((keys, i) => difference(actual[i], keys.toSorted(byNumber), exact));
      const message = `position ${i} should read ${describe(expected[i])}, but reads ${describe(actual[i])}`;
      return { ...failure, message };
    },
  });

const ascending = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((keys) => (isList(keys) ? Array.from(keys).sort(byNumber) : keys)) : value;

const isList = (keys: unknown): keys is ArrayLike<number> => Array.isArray(keys) || ArrayBuffer.isView(keys);
const byNumber = (a: number, b: number) => a - b;

export const lshTargets: Exercise = {
  id: "06.4",
  name: "lshTargets",
  title: "Who reads whom in a round",
  points: 6,
  difficulty: "H",
  params: ["perm", "b", "m", "causal"],
  checks: [
    reads({
      id: "slide",
      title: "gives the notebook's table, with and without the causal mask",
      holds: [
        "Which keys does each query read in one round?",
        "in the order of the text, the positions that it reads",
      ],
      examples: [sorted(slide, sharedExample.m, true), sorted(slide, sharedExample.m, false)],
    }),
    reads({
      id: "any-round",
      title: "reads its own bucket in its own chunk and the one before",
      weight: 2,
      holds: [
        "The sorted positions are cut into chunks of m;",
        "the last may be shorter.",
        "A query looks at its own chunk and the one before it",
        "positions sorted by bucket;",
        "bucket of each position",
        "chunk length",
      ],
      examples: [
        sorted([0, 0, 0, 0, 0, 0, 0], 2, false),
        sorted([1, 0, 1, 0, 1, 0, 2], 3, false),
        sorted([3, 0, 1, 2], 4, false),
        sorted(
          Array.from({ length: 24 }, () => 0),
          12,
          false,
        ),
        sorted(
          Array.from({ length: 20 }, () => 1),
          20,
          false,
        ),
        sorted(
          Array.from({ length: 30 }, (_, i) => Number(i > 25)),
          10,
          false,
        ),
      ],
      inputs: fc
        .tuple(fc.array(whole(0, 3), { minLength: 1, maxLength: 12 }), whole(1, 5), fc.boolean())
        .map(([b, m, causal]) => sorted(b, m, causal)),
    }),
    reads({
      id: "text-order",
      title: "the causal mask follows the text, in whatever order a bucket was sorted",
      weight: 2,
      holds: [
        "With `causal` it reads only keys that stood earlier in the text;",
        "places after sorting say nothing about that.",
        "inside a bucket they may come in any order",
        "only keys at earlier positions of the text",
      ],
      examples: [
        [[3, 2, 0, 1], [0, 0, 0, 0], 4, true],
        [[4, 0, 2, 5, 1, 3], [0, 1, 0, 1, 0, 1], 2, true],
        [[2, 0, 1, 3], [1, 1, 0, 1], 1, true],
        [[0, 2, 3, 1], [0, 1, 0, 1], 3, true],
      ],
      inputs: shuffled,
    }),
    reads({
      id: "last-resort",
      title: "reads itself exactly when nothing else is left",
      visibility: "hidden",
      needs: "any-round",
      holds: ["and never itself, unless nothing else is left."],
      examples: [
        sorted([0], 1, true),
        sorted([5, 5], 1, true),
        sorted([1, 0, 2, 1], 1, false),
        sorted([0, 0, 0, 0, 0, 1], 2, false),
      ],
    }),
  ],
  mutants: [
    {
      id: "eight-keys",
      misconception:
        "You read eight keys at most. A bucket may fill two whole chunks, and all of it there is read: up to 2m keys.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), (chunks, c) =>
          chunks.slice(Math.max(0, c - 1), c + 1).flat(),
        ).map((keys) => keys.slice(0, 8)),
    },
    {
      id: "two-before",
      misconception: "You look at the two chunks before the query's own; look at the one before it only.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), (chunks, c) =>
          chunks.slice(Math.max(0, c - 2), c + 1).flat(),
        ),
    },
    {
      id: "sliding",
      misconception:
        "You look at the m places before the query, wherever it stands in its chunk. Chunks lie fixed, from m to m places: take the query's whole chunk and the whole one before it.",
      solution: (...[perm, b, m, causal]: Input) =>
        b.map((_, i) => {
          const place = perm.indexOf(i);
          const keys = perm.slice(Math.max(0, place - m), place + m).filter((j) => others(b, causal)(i, j));
          return keys.length > 0 ? keys : [i];
        }),
    },
    {
      id: "chunks-of-the-text",
      misconception:
        "You cut the text into chunks, not the sorted positions. Neighbours by bucket lie side by side only after sorting: chunk ⌊s/m⌋ holds place s.",
      solution: (...[_perm, b, m, causal]: Input) =>
        targetsOf(
          b.map((_, i) => i),
          b,
          m,
          others(b, causal),
        ),
    },
    {
      id: "always-causal",
      misconception:
        "You read earlier positions only, also without `causal`. Without it a query looks both ways.",
      solution: (...[perm, b, m]: Input) => targetsOf(perm, b, m, others(b, true)),
    },
    {
      id: "short-chunk-lost",
      misconception:
        "You leave out the last chunk when it is shorter than m. Its members read, too, and are read.",
      solution: (...[perm, b, m, causal]: Input) => {
        const whole = m * Math.floor(perm.length / m);
        return targetsOf(
          perm,
          b,
          m,
          (i, j) => perm.indexOf(i) < whole && perm.indexOf(j) < whole && others(b, causal)(i, j),
        );
      },
    },
    {
      id: "keeps-itself",
      misconception:
        "You let a query read itself although others are there. It is its own best match, at angle 0, and would drown everyone else.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, (i, j) => b[j] === b[i] && (!causal || j <= i)),
    },
    {
      id: "own-chunk-only",
      misconception:
        "You look at the query's own chunk only. A bucket that straddles a border is torn apart then; look at the chunk before it too.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), (chunks, c) => chunks[c]!),
    },
    {
      id: "empty-sets",
      misconception:
        "Some queries of yours read nothing at all, and a softmax over nothing has no value. When nothing else is left, a query reads itself.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), undefined, () => []),
    },
    {
      id: "causal-by-place",
      misconception:
        "Your causal mask compares places after sorting. The past is what stood earlier in the text: compare the positions, j < i.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(
          perm,
          b,
          m,
          (i, j) => j !== i && b[j] === b[i] && (!causal || perm.indexOf(j) < perm.indexOf(i)),
        ),
    },
    {
      id: "all-buckets",
      misconception:
        "You read everything in the two chunks. Keys of other buckets only happen to lie there; leave them out.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, (i, j) => j !== i && (!causal || j < i)),
    },
    {
      id: "wraps-around",
      misconception:
        "Your first chunk looks back at the last one. Reformer's published code does so too; here chunk 0 has none before it.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), (chunks, c) => [
          ...new Set([...chunks.at(c - 1)!, ...chunks[c]!]),
        ]),
    },
    {
      id: "next-chunk",
      misconception: "You look at the chunk after the query's own; look at the one before it.",
      solution: (...[perm, b, m, causal]: Input) =>
        targetsOf(perm, b, m, others(b, causal), (chunks, c) => [...chunks[c]!, ...(chunks[c + 1] ?? [])]),
    },
    {
      id: "sorted-rows",
      misconception:
        "Your lists stand in the order after sorting. Entry i belongs to position i of the text: undo the sorting.",
      solution: (...[perm, b, m, causal]: Input) => {
        const targets = targetsOf(perm, b, m, others(b, causal));
        return perm.map((i) => targets[i]!);
      },
    },
  ],
};

type Reads = (i: number, j: number) => boolean;
type Visible = (chunks: readonly number[][], c: number) => readonly number[];

const others =
  (b: readonly number[], causal: boolean): Reads =>
  (i, j) =>
    j !== i && b[j] === b[i] && (!causal || j < i);

/** One round, with everything in it that can be bent. */
function targetsOf(
  perm: readonly number[],
  b: readonly number[],
  m: number,
  reads: Reads,
  visible: Visible = (chunks, c) => [...(chunks[c - 1] ?? []), ...chunks[c]!],
  alone: (i: number) => number[] = (i) => [i],
): number[][] {
  const chunks = Array.from({ length: Math.ceil(perm.length / m) }, (_, c) => perm.slice(c * m, (c + 1) * m));
  return b.map((_, i) => {
    const c = Math.floor(perm.indexOf(i) / m);
    const keys = visible(chunks, c).filter((j) => reads(i, j));
    return keys.length > 0 ? keys : alone(i);
  });
}
