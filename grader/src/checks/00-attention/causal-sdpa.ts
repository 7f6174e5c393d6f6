import fc from "fast-check";
import { attention } from "long-attention/attention";
import { fromFunction, type Matrix, testTensors } from "long-attention/tensor";
import { asRows, check, type Exercise, exact, matches, wrong } from "../../engine/index.js";
import { selfAttentionInputs, whole } from "../inputs.js";
import { attend, rememberedByShape, softmaxFrom } from "./attend.js";
import { closeScores, nearly } from "./close-scores.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];

const sentence = testTensors(6, 4);

/** Scores far below −1000 for what may be read, and far above 1000 for what may not. */
const steep: Input = [
  fromFunction([3, 1], () => 60),
  fromFunction([3, 1], (j) => 40 * j - 60),
  fromFunction([3, 2], (j, k) => j - k),
];

export const causalSdpa: Exercise = {
  id: "00.3",
  name: "causalSdpa",
  title: "Attention that cannot see the future",
  points: 5,
  difficulty: "M",
  params: ["Q", "K", "V"],
  checks: [
    matches<Input>({
      id: "equals-masked",
      title: "equals attention with a causal mask",
      weight: 2,
      holds: [
        "token i may read itself and what came before it",
        "Token 0 can only repeat its own value.",
        "[N, d] queries",
        "[N, d] keys",
        "[N, dv] values",
        "[N, dv]",
      ],
      examples: [[sentence.Q, sentence.K, sentence.V]],
      inputs: selfAttentionInputs(),
      expect: ([Q, K, V]) => attention(Q, K, V, { causal: true }),
    }),
    check<Input>({
      id: "future",
      title: "changing the last token leaves all earlier rows exactly as they were",
      holds: ["never what comes after"],
      inputs: selfAttentionInputs(3, whole(2, 7)),
      *run([Q, K, V], call) {
        const last = V.shape[0]! - 1;
        const changed = (A: Matrix) =>
          fromFunction([A.shape[0]!, A.shape[1]!], (i, k) => (i === last ? A.get(i, k) + 5 : A.get(i, k)));
        const before = yield* call(Q, K, V);
        const after = yield* call(Q, changed(K), changed(V));
        const failure = wrong(after.value, attention(Q, changed(K), changed(V), { causal: true }));
        if (failure) return failure;
        return wrong(withoutLast(after.value), withoutLast(before.value), exact);
      },
    }),
    matches<Input>({
      id: "large-scores",
      title: "survives scores in the thousands, of either sign",
      examples: [nearly(), steep],
      inputs: fc.oneof(selfAttentionInputs(400), closeScores(2, 3)),
      expect: ([Q, K, V]) => attention(Q, K, V, { causal: true }),
    }),
    matches<Input>({
      id: "long",
      title: "works for a longer text",
      visibility: "hidden",
      inputs: selfAttentionInputs(3, whole(14, 20)),
      runs: 4,
      expect: ([Q, K, V]) => attention(Q, K, V, { causal: true }),
    }),
  ],
  mutants: [
    {
      id: "mask-after-softmax",
      misconception:
        "You mask after the softmax: the weights that remain sum to less than 1, because the future took its share. Put −∞ into the scores before.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { weights: (row, i) => row.map((weight, j) => (j <= i ? weight : 0)) }),
    },
    {
      id: "zero-scores",
      misconception:
        "You set masked scores to 0. But $e^0 = 1$ is a weight like any other; only −∞ gives a weight of 0.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j <= i ? score : 0)) }),
    },
    {
      id: "not-itself",
      misconception:
        "You mask the diagonal too (j < i). A token may read itself; without that, token 0 has nothing to read at all.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j < i ? score : -Infinity)) }),
    },
    {
      id: "future-only",
      misconception: "Your mask is the wrong way round: token i reads what comes after it. Allow j ≤ i.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j >= i ? score : -Infinity)) }),
    },
    {
      id: "no-mask",
      misconception:
        "This is full attention: every token still reads the whole text. Mask the scores with j > i.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V),
    },
    {
      id: "unstable",
      misconception:
        "Your softmax overflows for large scores; subtract the row's largest score first, as in 00.1.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, {
          scores: (row, i) => row.map((score, j) => (j <= i ? score : -Infinity)),
          softmax: (row) => softmaxFrom(row),
        }),
    },
    {
      id: "one-further",
      misconception:
        "You allow one token too many: j ≤ i + 1 lets every token see the next one. Allow j ≤ i.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j <= i + 1 ? score : -Infinity)) }),
    },
    {
      id: "itself-and-one-before",
      misconception:
        "You let a token read itself and the one before it only. All that came before may be read.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, {
          scores: (row, i) => row.map((score, j) => (j === i || j === i - 1 ? score : -Infinity)),
        }),
    },
    {
      id: "sentinel",
      misconception:
        "You give masked scores a number such as −999. A score that may be read can lie lower still, and then the future has the weight; use −∞.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j <= i ? score : -999)) }),
    },
    {
      id: "maximum-of-the-future",
      misconception:
        "You look for the largest score before you mask. If it lies in the future, and far above, nothing is left of the scores that may be read; mask first.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, {
          scores: (row, i) => {
            const largest = Math.max(...row);
            return row.map((score, j) => (j <= i ? score - largest : -Infinity));
          },
          softmax: (row) => softmaxFrom(row),
        }),
    },
    {
      id: "no-scale",
      misconception: "You do not scale the scores; divide them by √d, as in 00.2.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, {
          scale: () => 1,
          scores: (row, i) => row.map((score, j) => (j <= i ? score : -Infinity)),
        }),
    },
    {
      id: "remembered-by-shape",
      misconception:
        "You remember an output by the shapes of Q, K and V, and give it again to another text of the same shape. It depends on every number in them.",
      solution: rememberedByShape((Q: Matrix, K: Matrix, V: Matrix) =>
        attend(Q, K, V, { scores: (row, i) => row.map((score, j) => (j <= i ? score : -Infinity)) }),
      ),
    },
  ],
};

const withoutLast = (value: unknown) => asRows(value).slice(0, -1);
