import fc from "fast-check";
import { attentionFlops as flops } from "long-attention/attention";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [T: number, d: number, causal: boolean];

const expect = ([T, d, causal]: Input) => flops(T, d, { causal });

export const attentionFlops: Exercise = {
  id: "00.5",
  name: "attentionFlops",
  title: "What attention costs",
  points: 2,
  difficulty: "E",
  params: ["T", "d", "causal"],
  checks: [
    matches<Input>({
      id: "full",
      title: "counts both products of full attention",
      examples: [
        [1, 1, false],
        [6, 4, false],
      ],
      inputs: fc.tuple(whole(1, 5000), whole(1, 256), fc.constant(false)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "causal",
      title: "counts the pairs that the causal mask allows, the diagonal included",
      examples: [
        [1, 1, true],
        [6, 4, true],
      ],
      inputs: fc.tuple(whole(1, 5000), whole(1, 256), fc.constant(true)),
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "one-product",
      misconception: "You count one matrix product; there are two, QKᵀ and PV, each of 2d FLOPs a pair.",
      solution: (T: number, d: number, causal: boolean) => 2 * d * pairs(T, causal),
    },
    {
      id: "multiply-add-as-one",
      misconception:
        "You count a multiply-add as one FLOP, and one product only. It is two FLOPs, a multiplication and an addition.",
      solution: (T: number, d: number, causal: boolean) => d * pairs(T, causal),
    },
    {
      id: "d-squared",
      misconception:
        "You square d instead of T. Every one of the T² pairs costs d multiply-adds: quadratic in the text, linear in d.",
      solution: (T: number, d: number, causal: boolean) => 4 * d * d * (causal ? (T + 1) / 2 : T),
    },
    {
      id: "half",
      misconception:
        "You take half of T² for the causal mask. That cuts the diagonal in half; the allowed pairs are T(T+1)/2.",
      solution: (T: number, d: number, causal: boolean) => (causal ? 2 : 4) * d * T * T,
    },
    {
      id: "strictly-lower",
      misconception:
        "You leave the diagonal out. A token may read itself: the allowed pairs are T(T+1)/2, not T(T−1)/2.",
      solution: (T: number, d: number, causal: boolean) => 4 * d * (causal ? (T * (T - 1)) / 2 : T * T),
    },
    {
      id: "ignores-causal",
      misconception: "You ignore the flag `causal`; with the mask only T(T+1)/2 pairs are computed.",
      solution: (T: number, d: number) => 4 * d * T * T,
    },
  ],
};

const pairs = (T: number, causal: boolean) => (causal ? (T * (T + 1)) / 2 : T * T);
