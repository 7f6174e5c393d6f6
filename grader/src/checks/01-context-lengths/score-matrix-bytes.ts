import fc from "fast-check";
import { scoreMatrixBytes as size } from "long-attention/attention";
import { check, type Exercise, exact, matches, show, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [T: number, bytes: number, heads: number, layers: number];

const sizes = fc.constantFrom(1, 2, 4, 8);

export const scoreMatrixBytes: Exercise = {
  id: "01.2",
  name: "scoreMatrixBytes",
  title: "What a length costs",
  points: 2,
  difficulty: "E",
  params: ["T", "bytes", "heads", "layers"],
  checks: [
    matches<Input>({
      id: "one-head",
      title: "gives the notebook's bytes for one head",
      holds: [
        "the scores of one head are a square of T × T numbers",
        "T tokens",
        "of one number, such as 2 for fp16",
        "bytes",
      ],
      examples: [
        [4096, 2, 1, 1],
        [128_000, 2, 1, 1],
      ],
      inputs: fc.tuple(whole(1, 5000), sizes, fc.constant(1), fc.constant(1)),
      expect: (input) => size(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "many-heads",
      title: "counts a square for every head of every layer",
      holds: [
        "Every head of every layer has a square of its own.",
        "How much memory would all of them take together",
        "heads in a layer",
        "layers of the model",
      ],
      examples: [
        [6, 2, 2, 3],
        [4096, 2, 32, 32],
      ],
      inputs: fc.tuple(fc.oneof(whole(1, 5000), whole(50_000, 200_000)), sizes, whole(1, 96), whole(1, 96)),
      expect: (input) => size(...input),
      tolerance: exact,
    }),
    check<Input>({
      id: "doubling",
      title: "takes four times the bytes for twice the tokens, twice for twice the heads",
      visibility: "hidden",
      examples: [[5, 4, 3, 7]],
      inputs: fc.tuple(whole(1, 2000), sizes, whole(1, 48), whole(1, 48)),
      *run([T, bytes, heads, layers], call) {
        const once = yield* call(T, bytes, heads, layers);
        const longer = yield* call(2 * T, bytes, heads, layers);
        const wider = yield* call(T, bytes, 2 * heads, layers);
        const growth = (value: unknown) => Number(value) / Number(once.value);
        if (growth(longer.value) !== 4)
          return {
            message: `twice the tokens should take 4 times the bytes, but take ${show(growth(longer.value))} times`,
          };
        if (growth(wider.value) !== 2)
          return {
            message: `twice the heads should take twice the bytes, but take ${show(growth(wider.value))} times`,
          };
        return wrong(once.value, size(T, bytes, heads, layers), exact);
      },
    }),
  ],
  mutants: [
    {
      id: "linear",
      misconception:
        "You count one number for each token. Every token has a score for every token, so there are T · T of them.",
      solution: (T: number, bytes: number, heads: number, layers: number) => T * bytes * heads * layers,
    },
    {
      id: "no-heads",
      misconception: "You leave the heads out. Each head computes scores of its own, a whole square of them.",
      solution: (T: number, bytes: number, _heads: number, layers: number) => T * T * bytes * layers,
    },
    {
      id: "no-layers",
      misconception:
        "You leave the layers out. Every layer attends anew, with a square of scores for each of its heads.",
      solution: (T: number, bytes: number, heads: number) => T * T * bytes * heads,
    },
    {
      id: "bits",
      misconception: "You give bits, eight times as many. `bytes` is already the size of a number in bytes.",
      solution: (T: number, bytes: number, heads: number, layers: number) =>
        8 * T * T * bytes * heads * layers,
    },
    {
      id: "causal-half",
      misconception:
        "You count only the pairs that a causal mask allows. Here the whole square is stored, T · T scores.",
      solution: (T: number, bytes: number, heads: number, layers: number) =>
        ((T * (T + 1)) / 2) * bytes * heads * layers,
    },
    {
      id: "in-32-bits",
      misconception:
        "You round with `| 0` or multiply with `Math.imul`, which keep 32 bits only. At 128,000 tokens one head alone takes 33 billion bytes.",
      solution: (...input: Input) => size(...input) | 0,
    },
    {
      id: "no-bytes",
      misconception: "You count the numbers. Each takes `bytes` bytes.",
      solution: (T: number, _bytes: number, heads: number, layers: number) => T * T * heads * layers,
    },
    {
      id: "heads-and-layers-added",
      misconception:
        "You add heads and layers. Every layer has all the heads, so there are heads · layers squares.",
      solution: (T: number, bytes: number, heads: number, layers: number) => T * T * bytes * (heads + layers),
    },
    {
      id: "kilobytes",
      misconception: "You give KiB, 1024 times too few. The answer is in bytes.",
      solution: (...input: Input) => size(...input) / 1024,
    },
    {
      id: "keys-and-values",
      misconception:
        "You count two squares per head, as for keys and values. The scores are one number for each pair of tokens.",
      solution: (...input: Input) => 2 * size(...input),
    },
    {
      id: "heads-share-columns",
      misconception:
        "You give each head a part of the square. Heads share out the columns of Q, K and V, but each of them compares all tokens with all: a whole square per head.",
      solution: (T: number, bytes: number, heads: number, layers: number) => (T * T * bytes * layers) / heads,
    },
  ],
};
