import fc from "fast-check";
import { unreadFraction as unread } from "long-attention/graph";
import { keyLists, randomPattern, windowPattern } from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [keys: number[][], n: number];

/** Each query reads some keys, perhaps itself, perhaps none, perhaps one twice. */
const inputs: fc.Arbitrary<Input> = whole(1, 9).chain((n) =>
  fc.tuple(
    fc.array(fc.array(whole(0, n - 1), { maxLength: 3 }), { minLength: n, maxLength: n }),
    fc.constant(n),
  ),
);

const expect = (input: Input) => unread(...input);

export const unreadFraction: Exercise = {
  id: "05.6",
  name: "unreadFraction",
  title: "Keys that nobody reads",
  points: 2,
  difficulty: "E",
  params: ["keys", "n"],
  checks: [
    matches<Input>({
      id: "random-keys",
      title: "finds the part that nobody reads when each query picks its keys at random",
      holds: ["When queries pick keys at random", "n queries and keys"],
      examples: [1, 2, 3].map((r): Input => [keyLists(randomPattern(16, r, rng(r))), 16]),
      expect,
    }),
    matches<Input>({
      id: "any",
      title: "is right for any lists; reading oneself does not count",
      weight: 2,
      holds: [
        "is read by no *other* query?",
        "Reading oneself does not count",
        "the keys that each query reads;",
        "unread keys / n",
      ],
      examples: [
        [[[0], [1], [2], [3]], 4],
        [[[0, 1], [1], [1, 2], [1], [2]], 5],
      ],
      inputs,
      expect,
    }),
    matches<Input>({
      id: "edges",
      title: "copes with keys that many read, keys that stand twice in a list, and with empty lists",
      visibility: "hidden",
      holds: ["a key may stand in a list more than once"],
      examples: [
        [[[]], 1],
        [[[0]], 1],
        [[[], [], []], 3],
        [[[1, 1, 1], [0, 0], [0, 1, 0], [2]], 4],
        [[[3], [3], [3], [3, 0]], 4],
        [keyLists(windowPattern(7, 3)), 7],
      ],
      expect,
    }),
  ],
  mutants: [
    {
      id: "first-key-only",
      misconception: "You look at the first key of every list only. A query reads all keys in its list.",
      solution: (keys: number[][], n: number) =>
        1 - new Set(others(keys.map((list) => list.slice(0, 1)))).size / n,
    },
    {
      id: "read-once",
      misconception:
        "You count the keys that are not read exactly once. A key that many read is read: look for those that nobody reads.",
      solution: (keys: number[][], n: number) => {
        const all = others(keys);
        return 1 - all.filter((j) => all.indexOf(j) === all.lastIndexOf(j)).length / n;
      },
    },
    {
      id: "both-ends",
      misconception:
        "You count a key as read when its own query reads somebody. That query listens; nobody need hear it: look at what stands in other lists.",
      solution: (keys: number[][], n: number) =>
        1 -
        new Set([...others(keys), ...keys.flatMap((list, i) => (list.some((j) => j !== i) ? [i] : []))])
          .size /
          n,
    },
    {
      id: "empty-lists",
      misconception:
        "You count the queries that read nobody. The question is about the other end of the arcs: which keys stand in nobody's list?",
      solution: (keys: number[][], n: number) =>
        keys.filter((list, i) => list.every((j) => j === i)).length / n,
    },
    {
      id: "counts-itself",
      misconception:
        "A key that is read by itself alone counts as read. Nobody else hears of it: leave j = i out.",
      solution: (keys: number[][], n: number) => 1 - new Set(keys.flat()).size / n,
    },
    {
      id: "mean-readers",
      misconception:
        "You compute how many readers a key has on average. That says nothing about how many have none: popular keys make up for them.",
      solution: (keys: number[][], n: number) => others(keys).length / n,
    },
    {
      id: "counts-reads",
      misconception:
        "You subtract the number of reads. A key that five queries read is still one key: count different keys.",
      solution: (keys: number[][], n: number) => 1 - others(keys).length / n,
    },
    {
      id: "read",
      misconception: "This is the part that *is* read. Subtract it from 1.",
      solution: (keys: number[][], n: number) => new Set(others(keys)).size / n,
    },
    {
      id: "count",
      misconception: "You return how many keys are unread; divide by n.",
      solution: (keys: number[][], n: number) => n - new Set(others(keys)).size,
    },
  ],
};

/** Every key that a query reads, save its own. */
const others = (keys: readonly number[][]) => keys.flatMap((list, i) => list.filter((j) => j !== i));
