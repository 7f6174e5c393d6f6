import fc from "fast-check";
import { maxContext as longest, scoreMatrixBytes } from "long-attention/attention";
import { A100_80GB } from "long-attention/gpu";
import { check, type Exercise, exact, matches, show, type Tolerance, wrong } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [mem: number, bytes: number, heads: number, layers: number];

const A100 = A100_80GB.hbmBytes!;

/** The formula is right, whatever the rounding: an own part of the exercise. */
const withinOne: Tolerance = { rtol: 0, atol: 1 };

const sizes = fc.constantFrom(1, 2, 4);

/** A memory that no T fills to its last byte. */
const withRoom: fc.Arbitrary<Input> = fc
  .tuple(whole(1, 300), sizes, whole(1, 12), whole(1, 12))
  .chain(([T, bytes, heads, layers]) => {
    const [fits, next] = [T, T + 1].map((tokens) => scoreMatrixBytes(tokens, bytes, heads, layers));
    return whole(fits! + 1, next! - 1).map((mem): Input => [mem, bytes, heads, layers]);
  });

export const maxContext: Exercise = {
  id: "01.3",
  name: "maxContext",
  title: "What fits",
  points: 4,
  difficulty: "M",
  params: ["mem", "bytes", "heads", "layers"],
  checks: [
    matches<Input>({
      id: "one-head",
      title: "is right to within one token for one head on the notebook's GPU",
      holds: [
        "Given a memory, how long may the context be",
        "mem memory in bytes, 0 or more",
        "of one number",
      ],
      examples: [
        [A100, 2, 1, 1],
        [2 * A100, 2, 1, 1],
      ],
      inputs: fc.oneof(
        fc.tuple(whole(10_000, 1_000_000), sizes, fc.constant(1), fc.constant(1)),
        fc.tuple(whole(A100, 2 * A100), fc.constantFrom(2, 4), fc.constant(1), fc.constant(1)),
      ),
      expect: (input) => longest(...input),
      tolerance: withinOne,
    }),
    matches<Input>({
      id: "all-heads",
      title: "is right to within one token for any heads and layers",
      holds: ["Each head of each layer has T × T scores.", "heads in a layer", "layers of the model"],
      examples: [
        [A100, 2, 32, 1],
        [2 * A100, 2, 32, 32],
      ],
      inputs: fc.tuple(whole(10_000_000, 1_000_000_000), sizes, whole(1, 40), whole(1, 40)),
      expect: (input) => longest(...input),
      tolerance: withinOne,
    }),
    check<Input>({
      id: "largest",
      title: "its T fits, and T + 1 does not, for any heads and layers",
      holds: [
        "Find the largest whole T that fits",
        "tokens, a whole number",
        "0 when not even one token fits",
      ],
      examples: [
        [A100, 2, 32, 1],
        [2 * A100, 2, 32, 32],
        [30, 2, 3, 1],
        [60, 2, 1, 1],
        [100, 2, 8, 8],
        [0, 2, 1, 1],
      ],
      inputs: withRoom,
      *run([mem, bytes, heads, layers], call) {
        const { value } = yield* call(mem, bytes, heads, layers);
        const T = longest(mem, bytes, heads, layers);
        const failure = wrong(value, T, exact);
        if (!failure || typeof value !== "number" || !Number.isInteger(value) || value < 0) return failure;
        const bytesOf = (tokens: number) => show(tokens && scoreMatrixBytes(tokens, bytes, heads, layers));
        const message =
          value > T
            ? `${show(value)} tokens need ${bytesOf(value)} bytes of scores, but there are only ${show(mem)}`
            : `${show(value)} tokens fit, but so would ${show(value + 1)}: they need ${bytesOf(value + 1)} of ${show(mem)} bytes`;
        return { ...failure, message };
      },
    }),
    check<Input>({
      id: "last-byte",
      holds: ["filling the memory to its last byte still fits"],
      title: "fills the memory to its last byte, and not one byte further",
      examples: [
        [1, 2, 1, 1],
        [7, 4, 12, 5],
      ],
      inputs: fc.tuple(fc.oneof(whole(1, 2), whole(1, 5000)), sizes, whole(1, 12), whole(1, 12)),
      *run([T, bytes, heads, layers], call) {
        const mem = scoreMatrixBytes(T, bytes, heads, layers);
        const full = yield* call(mem, bytes, heads, layers);
        const short = yield* call(mem - 1, bytes, heads, layers);
        return wrong(full.value, T, exact) ?? wrong(short.value, T - 1, exact);
      },
    }),
    matches<Input>({
      id: "any-memory",
      title: "is exact for any memory and any model",
      visibility: "hidden",
      examples: [
        [4_294_967_296, 2, 1, 1],
        [68_720_525_316, 2, 1, 1],
      ],
      inputs: fc.tuple(whole(0, 2 * A100), fc.constantFrom(2, 4), whole(1, 40), whole(1, 40)),
      expect: (input) => longest(...input),
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "linear",
      misconception:
        "You divide the memory by the bytes for each token, as if they grew with T. The scores grow with T², so take the square root.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.floor(mem / (bytes * heads * layers)),
    },
    {
      id: "round",
      misconception:
        "You round to the nearest whole number, so half of the time your T is one too large and does not fit. Round down.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.round(Math.sqrt(mem / (bytes * heads * layers))),
    },
    {
      id: "ceil",
      misconception: "You round up, to the first T that does not fit. Round down.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.ceil(Math.sqrt(mem / (bytes * heads * layers))),
    },
    {
      id: "not-whole",
      misconception: "You solve for T but do not round. There are no parts of tokens; round down.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.sqrt(mem / (bytes * heads * layers)),
    },
    {
      id: "no-heads",
      misconception:
        "You leave the heads out: your T is right for one head per layer. All heads store their scores at once, and share the memory.",
      solution: (mem: number, bytes: number, _heads: number, layers: number) =>
        Math.floor(Math.sqrt(mem / (bytes * layers))),
    },
    {
      id: "divided-after-root",
      misconception:
        "You divide by the heads and layers after the square root. They divide the memory, so they belong under the root: four times the heads halve the length.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.floor(Math.sqrt(mem / bytes) / (heads * layers)),
    },
    {
      id: "at-least-one",
      misconception: "You always allow one token. Where not even its scores fit, the answer is 0.",
      solution: (...input: Input) => Math.max(1, longest(...input)),
    },
    {
      id: "in-32-bits",
      misconception:
        "You round the quotient with `| 0`, which keeps 32 bits only. A GPU's memory has more bytes than that; use `Math.floor`.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.floor(Math.sqrt(Math.max(0, (mem / (bytes * heads * layers)) | 0))),
    },
    {
      id: "gives-up",
      misconception:
        "You try one length after the other and stop at some limit, but a longer one may fit. Solve the inequality for T instead.",
      solution: (...input: Input) => Math.min(131_072, longest(...input)),
    },
    {
      id: "bits",
      misconception:
        "You take the memory for bits or `bytes` for bits; both are in bytes, no factor of 8 is needed.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        longest(8 * mem, bytes, heads, layers),
    },
    {
      id: "causal-half",
      misconception:
        "You store only what a causal mask allows, half of the square. Here each head of each layer has T × T scores.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        longest(2 * mem, bytes, heads, layers),
    },
    {
      id: "heads-and-layers-added",
      misconception:
        "You add heads and layers. Every layer has all the heads, so heads · layers squares share the memory.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        longest(mem, bytes, heads + layers, 1),
    },
    {
      id: "room-left-over",
      misconception:
        "You want bytes to be left over. Scores that fill the memory to its last byte fit, so the comparison is ≤, not <.",
      solution: (mem: number, bytes: number, heads: number, layers: number) =>
        Math.max(0, Math.ceil(Math.sqrt(mem / (bytes * heads * layers))) - 1),
    },
  ],
};
