import fc from "fast-check";
import { attention } from "long-attention/attention";
import { fromFunction, type Matrix, matmul, rowMajor, testTensors, transpose } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { queriesKeysValues, whole } from "../inputs.js";
import { attend, attendByColumns, rememberedByShape, softmaxFrom } from "./attend.js";
import { closeScores, nearly } from "./close-scores.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];

const sentence = testTensors(6, 4);

/** The first query's scores are all below −1000, the second's all above 1000. */
const below: Input = [
  fromFunction([2, 1], (i) => (i === 0 ? -40 : 40)),
  fromFunction([3, 1], (j) => 40 + j / 8),
  fromFunction([3, 2], (j, k) => j - k),
];

export const sdpa: Exercise = {
  id: "00.2",
  name: "sdpa",
  title: "Scaled dot-product attention",
  points: 5,
  difficulty: "M",
  params: ["Q", "K", "V"],
  checks: [
    matches<Input>({
      id: "sentence",
      title: "gives the sentence's output of the notebook",
      holds: ["every query scores every key, a softmax over the keys turns its scores into weights"],
      examples: [[sentence.Q, sentence.K, sentence.V]],
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    matches<Input>({
      id: "any-shape",
      title: "works when N, M, d and dv all differ",
      weight: 2,
      holds: ["[N, d] queries", "[M, d] keys", "[M, dv] values", "dv need not be d", "[N, dv]"],
      inputs: queriesKeysValues(),
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    check<Input>({
      id: "again",
      title: "gives another text of the same shape an output of its own",
      inputs: queriesKeysValues(),
      runs: 6,
      *run([Q, K, V], call) {
        const first = yield* call(Q, K, V);
        const negative = fromFunction([V.shape[0]!, V.shape[1]!], (j, k) => 1 - V.get(j, k));
        const second = yield* call(Q, K, negative);
        return wrong(first.value, attention(Q, K, V)) ?? wrong(second.value, attention(Q, K, negative));
      },
    }),
    matches<Input>({
      id: "large-scores",
      title: "survives scores in the thousands, and keeps the digits of scores that lie close together",
      examples: [nearly(), below],
      inputs: fc.oneof(queriesKeysValues({ most: 400 }), closeScores(3, 3)),
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    matches<Input>({
      id: "many-keys",
      title: "works for many more keys than queries",
      visibility: "hidden",
      inputs: queriesKeysValues({ M: whole(12, 20) }),
      runs: 4,
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
  ],
  mutants: [
    {
      id: "no-scale",
      misconception:
        "You do not scale the scores. A dot product of d terms grows like √d, and the softmax turns into a choice of one key; divide the scores by √d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { scale: () => 1 }),
    },
    {
      id: "divide-by-d",
      misconception: "You divide the scores by d. It is √d that keeps their spread at 1, whatever d is.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { scale: (d) => 1 / d }),
    },
    {
      id: "divide-by-root-tokens",
      misconception:
        "You divide the scores by the root of the number of keys. The scale belongs to the length d of a query, not to the length of the text.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { scale: (_, M) => 1 / Math.sqrt(M) }),
    },
    {
      id: "softmax-over-queries",
      misconception:
        "Your softmax runs over the queries: each key's weights sum to 1. Every query must spread a weight of 1 over the keys, so the softmax runs along each row of QKᵀ.",
      solution: attendByColumns,
    },
    {
      id: "uniform",
      misconception:
        "You give every key the same weight: this is the mean of the values. The scores decide how much of each value a query takes.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { scale: () => 0 }),
    },
    {
      id: "divide-by-root-dv",
      misconception:
        "You divide the scores by √dv, the root of a value's length. A score is a dot product of d terms, a query's length: divide by √d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scale: (_d, _M, dv) => 1 / Math.sqrt(dv) }),
    },
    {
      id: "divide-by-tokens",
      misconception:
        "You divide the scores by the number of keys. The scale is √d, from the length of a query.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { scale: (_, M) => 1 / M }),
    },
    {
      id: "scale-after-softmax",
      misconception:
        "You divide the weights by √d, not the scores. Then they no longer sum to 1; scale before the softmax.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, {
          scale: () => 1,
          weights: (row) => row.map((weight) => weight / Math.sqrt(Q.shape[1]!)),
        }),
    },
    {
      id: "unstable",
      misconception:
        "Your softmax overflows for large scores; subtract the row's largest score first, as in 00.1.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V, { softmax: (row) => softmaxFrom(row) }),
    },
    {
      id: "global-maximum",
      misconception:
        "You subtract one maximum, that of all rows, from every score. A row that lies far below it turns into zeros, and 0/0; each row needs its own.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => {
        const S = matmul(Q, transpose(K));
        const largest = Math.max(...rowMajor(S)) / Math.sqrt(Q.shape[1]!);
        return attend(Q, K, V, { softmax: (row) => softmaxFrom(row, largest) });
      },
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "Your search for a row's largest score starts at 0. When all its scores are far below 0 nothing is left of them; start at −∞.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { softmax: (row) => softmaxFrom(row, Math.max(0, ...row)) }),
    },
    {
      id: "float32",
      misconception:
        "You round the scores to 32 bits. Of a score in the hundreds that leaves four decimals, and its weight is off by as much; keep 64 bits.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row) => row.map(Math.fround) }),
    },
    {
      id: "remembered-by-shape",
      misconception:
        "You remember an output by the shapes of Q, K and V, and give it again to another text of the same shape. It depends on every number in them.",
      solution: rememberedByShape((Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V)),
    },
    {
      id: "keys-as-values",
      misconception: "You add up the keys. A key says where to look; what is taken from there is the value.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(
          Q,
          K,
          fromFunction([V.shape[0]!, V.shape[1]!], (j, k) => K.get(j, k % K.shape[1]!)),
        ),
    },
  ],
};
