import { attention } from "long-attention/attention";
import { fromFunction, type Matrix, testTensors } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { queriesKeysValues } from "../inputs.js";
import { attend, attendByColumns } from "./attend.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];

const sentence = testTensors(6, 4);

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
      examples: [[sentence.Q, sentence.K, sentence.V]],
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    matches<Input>({
      id: "any-shape",
      title: "works when N, M, d and dv all differ",
      weight: 2,
      inputs: queriesKeysValues(),
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    check<Input>({
      id: "large-scores",
      title: "survives scores in the thousands",
      visibility: "hidden",
      inputs: queriesKeysValues({ most: 400 }),
      *run([Q, K, V], call) {
        const { value } = yield* call(Q, K, V);
        return wrong(value, attention(Q, K, V));
      },
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
