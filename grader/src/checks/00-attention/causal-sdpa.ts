import { attention } from "long-attention/attention";
import { fromFunction, type Matrix, testTensors } from "long-attention/tensor";
import { asRows, check, type Exercise, exact, matches, wrong } from "../../engine/index.js";
import { selfAttentionInputs, whole } from "../inputs.js";
import { attend } from "./attend.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];

const sentence = testTensors(6, 4);

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
      examples: [[sentence.Q, sentence.K, sentence.V]],
      inputs: selfAttentionInputs(),
      expect: ([Q, K, V]) => attention(Q, K, V, { causal: true }),
    }),
    check<Input>({
      id: "future",
      title: "changing the last token leaves all earlier rows exactly as they were",
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
      title: "survives scores in the thousands",
      visibility: "hidden",
      inputs: selfAttentionInputs(400),
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
          softmax: unstable,
        }),
    },
  ],
};

const withoutLast = (value: unknown) => asRows(value).slice(0, -1);

function unstable(row: Float64Array): Float64Array {
  const e = row.map(Math.exp);
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
}
