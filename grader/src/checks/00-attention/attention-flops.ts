import fc from "fast-check";
import { attentionFlops as flops } from "long-attention/attention";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [T: number, d: number, causal: boolean];

/** Short texts, and such as no 32 bits can count the pairs of. */
const tokens = fc.oneof(whole(1, 5000), whole(50_000, 400_000));

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
        [128_000, 64, false],
      ],
      holds: [
        "Count the two matrix products only",
        "T tokens, from one to hundreds of thousands",
        "d columns of Q, K and V",
        "FLOPs",
      ],
      inputs: fc.tuple(tokens, whole(1, 256), fc.constant(false)),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "causal",
      title: "counts the pairs that the causal mask allows, the diagonal included",
      examples: [
        [1, 1, true],
        [6, 4, true],
        [128_000, 64, true],
      ],
      holds: [
        "With the causal mask, count only the pairs that are allowed",
        "by a formula",
        "only pairs with j ≤ i",
      ],
      inputs: fc.tuple(tokens, whole(1, 256), fc.constant(true)),
      expect,
      tolerance: exact,
    }),
  ],
  background: ["How much arithmetic is attention?"],
  mutants: [
    {
      id: "one-product",
      misconception: "You count one matrix product; there are two, QKᵀ and PV, each of 2d FLOPs per pair.",
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
      id: "half-rounded-down",
      misconception:
        "You round half of T² down to a whole number of pairs, which loses half of the diagonal; the allowed pairs are T(T+1)/2.",
      solution: (T: number, d: number, causal: boolean) => 4 * d * (causal ? Math.floor((T * T) / 2) : T * T),
    },
    {
      id: "pairs-in-32-bits",
      misconception:
        "You halve with `>> 1`, which keeps 32 bits only. From 65,536 tokens on T(T+1) is larger; divide by 2.",
      solution: (T: number, d: number, causal: boolean) => 4 * d * (causal ? (T * (T + 1)) >> 1 : T * T),
    },
    {
      id: "in-32-bits",
      misconception:
        "You round with `| 0`, `>> 0` or `Math.imul`, which keep 32 bits only. The count runs into the trillions; it is whole already.",
      solution: (T: number, d: number, causal: boolean) => (4 * d * pairs(T, causal)) | 0,
    },
    {
      id: "flag-the-wrong-way",
      misconception:
        "Your flag works the wrong way round: with `causal` there are T(T+1)/2 pairs, without it T².",
      solution: (T: number, d: number, causal: boolean) => 4 * d * pairs(T, !causal),
    },
    {
      id: "counts-the-softmax",
      misconception:
        "You count the softmax, too. The exercise asks for the two matrix products only, 4d FLOPs per pair.",
      solution: (T: number, d: number, causal: boolean) => (4 * d + 3) * pairs(T, causal),
    },
    {
      id: "ignores-causal",
      misconception: "You ignore the flag `causal`; with the mask only T(T+1)/2 pairs are computed.",
      solution: (T: number, d: number) => 4 * d * T * T,
    },
  ],
};

const pairs = (T: number, causal: boolean) => (causal ? (T * (T + 1)) / 2 : T * T);
