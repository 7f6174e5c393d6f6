import fc from "fast-check";
import { relativeDistances as oracle } from "long-attention/kv";
import { lambdaPattern } from "long-attention/sparse";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Mode = "lambda" | "streaming";
type Input = [mode: Mode, keys: number[], i: number, limit: number];

const lastRow = lambdaPattern(12, 2, 4).keys(11);

/** Some of the positions before a query, and its own. */
const kept = (modes: Mode[], limit: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(fc.constantFrom(...modes), fc.array(whole(1, 5), { maxLength: 7 }), whole(0, 3), limit)
    .map(([mode, gaps, first, limit]) => {
      const keys = [first];
      for (const gap of gaps) keys.push(keys.at(-1)! + gap);
      return [mode, keys, keys.at(-1)!, limit];
    });

const expect = (input: Input) => oracle(...input);

export const relativeDistances: Exercise = {
  id: "09.3",
  name: "relativeDistances",
  title: "How far is far",
  points: 4,
  difficulty: "M",
  params: ["mode", "keys", "i", "limit"],
  background: ["A relative position encoding is given the distance"],
  checks: [
    matches<Input>({
      id: "notebook",
      holds: [
        'mode "lambda" or "streaming"',
        "keys positions in the text of the keys in the cache, ascending",
        "the last one is i",
        "i position of the query",
      ],
      title: "gives the notebook's distances of query 11, under a ceiling and in the cache",
      examples: [
        ["lambda", lastRow, 11, 4],
        ["streaming", lastRow, 11, Number.POSITIVE_INFINITY],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "ceiling",
      holds: [
        'Two remedies: "lambda" (LM-Infinite) counts in the text, i − j',
        "one distance for each key",
        "may be Infinity",
      ],
      title: "counts in the text for “lambda”, up to the limit",
      weight: 2,
      examples: [
        ["lambda", [0, 1, 6, 7, 8], 8, 2],
        ["lambda", [0, 3, 9], 9, 7],
        ["lambda", [0, 3, 90_000], 90_000, Number.POSITIVE_INFINITY],
      ],
      inputs: kept(["lambda"], fc.oneof(whole(1, 12), fc.constant(Number.POSITIVE_INFINITY))),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "cache",
      holds: ['"streaming" (StreamingLLM) counts places in the cache'],
      title: "counts places in the cache for “streaming”, up to the limit",
      weight: 2,
      examples: [
        ["streaming", [0, 1, 2, 30, 31], 31, 10],
        ["streaming", [0, 1, 2, 3, 30, 31], 31, 3],
      ],
      inputs: kept(["streaming"], whole(1, 6)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "limit",
      holds: ["In both modes no distance exceeds `limit`", "limit largest distance allowed, at least 1"],
      title: "keeps to the limit in both modes",
      visibility: "hidden",
      examples: [
        ["streaming", [0, 1, 2, 3, 4, 9], 9, 3],
        ["lambda", [5], 5, 1],
        ["streaming", [5], 5, 1],
        ["lambda", [0, 4], 4, Number.POSITIVE_INFINITY],
      ],
      inputs: kept(["lambda", "streaming"], whole(1, 4)),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "no-ceiling",
      misconception:
        "You give distances beyond the limit, which the model never saw in training. Cut them off: min(distance, limit).",
      solution: measured((input) => distances(...input)),
    },
    {
      id: "text-positions",
      misconception:
        "In “streaming” you count in the text. The evicted tokens count as if they had never been: count places in the cache, keys.length − 1 − place.",
      solution: measured(([, keys, i, limit]) => keys.map((j) => Math.min(i - j, limit))),
    },
    {
      id: "negative",
      misconception:
        "Your distances are negative: you subtract the query's position from the key's. A key lies before its query, at distance i − j.",
      solution: measured(([mode, keys, i, limit]) =>
        distances(mode, keys, i, limit).map((distance) => Math.min(0 - distance, limit)),
      ),
    },
    {
      id: "drops-far-keys",
      misconception:
        "You leave out keys beyond the limit. They stay and are read; only their distance is given as the limit.",
      solution: measured(([mode, keys, i, limit]) =>
        distances(mode, keys, i, limit).filter((distance) => distance <= limit),
      ),
    },
    {
      id: "below-the-limit",
      misconception:
        "You cut off one below the limit. The limit itself is still allowed: no distance exceeds it.",
      solution: measured(([mode, keys, i, limit]) =>
        distances(mode, keys, i, limit).map((distance) => Math.min(distance, limit - 1)),
      ),
    },
    {
      id: "places",
      misconception:
        "In “streaming” you give each key's place in the cache. What counts is how far it lies from the query's own key, at place keys.length − 1.",
      solution: measured(([mode, keys, i, limit]) =>
        keys.map((j, place) => Math.min(mode === "lambda" ? i - j : place, limit)),
      ),
    },
    {
      id: "own-key-at-one",
      misconception:
        "In “streaming” you count the query's own key as distance 1. It lies at distance 0, and the one before it at 1.",
      solution: measured(([mode, keys, i, limit]) =>
        keys.map((j, place) => Math.min(mode === "lambda" ? i - j : keys.length - place, limit)),
      ),
    },
    {
      id: "modes-swapped",
      misconception:
        "You have the two modes the wrong way round: “lambda” counts in the text, “streaming” in the cache.",
      solution: measured(([mode, keys, i, limit]) =>
        oracle(mode === "lambda" ? "streaming" : "lambda", keys, i, limit),
      ),
    },
    {
      id: "no-ceiling-in-the-cache",
      misconception:
        "In “streaming” you leave the limit out. A large cache may hold more places than the model knows distances; the limit holds in both modes.",
      solution: measured(([mode, keys, i, limit]) =>
        mode === "lambda" ? oracle(mode, keys, i, limit) : distances(mode, keys, i, limit),
      ),
    },
    {
      id: "begins-again",
      misconception:
        "You take the remainder, so that distances beyond the limit begin at 0 again. They stay at the limit: min(distance, limit).",
      solution: measured(([mode, keys, i, limit]) =>
        distances(mode, keys, i, limit).map((distance) => (distance <= limit ? distance : distance % limit)),
      ),
    },
    {
      id: "from-the-first",
      misconception:
        "In “lambda” you count from the first key in the cache. A distance is counted back from the query: i − j.",
      solution: measured(([mode, keys, i, limit]) =>
        mode === "lambda" ? keys.map((j) => Math.min(j - keys[0]!, limit)) : oracle(mode, keys, i, limit),
      ),
    },
    {
      id: "all-at-the-limit",
      misconception:
        "You set every distance to the limit as soon as one exceeds it. Only those beyond it change.",
      solution: measured(([mode, keys, i, limit]) => {
        const all = distances(mode, keys, i, limit);
        return all.some((distance) => distance > limit) ? all.map(() => limit) : all;
      }),
    },
  ],
};

function measured(solve: (input: Input) => number[]) {
  return (...input: Input) => solve(input);
}

/** The right ones, before the limit. */
const distances = (...[mode, keys, i]: Input): number[] =>
  keys.map((j, place) => (mode === "lambda" ? i - j : keys.length - 1 - place));
