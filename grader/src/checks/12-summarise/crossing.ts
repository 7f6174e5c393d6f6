import fc from "fast-check";
import {
  type Crossing,
  type Hybrid,
  kimiLinear,
  minimaxM1,
  crossing as oracle,
  qwen3Next,
} from "long-attention/linear";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Sizes = Omit<Hybrid, "name" | "convolution" | "longest">;
type Input = [m: Sizes];

const sizesOf = ({ heads, dk, dv, stateBytes, rowBytes, linear, full }: Hybrid): Sizes => ({
  heads,
  dk,
  dv,
  stateBytes,
  rowBytes,
  linear,
  full,
});

const models: fc.Arbitrary<Input> = fc
  .record({
    heads: whole(2, 9),
    dk: whole(3, 17),
    dv: whole(3, 17),
    stateBytes: fc.constantFrom(1, 2, 4, 8),
    rowBytes: whole(11, 97),
    linear: whole(2, 20),
    full: whole(2, 9),
  })
  .map((m): Input => [m]);

const expect = ([m]: Input) => oracle(m);

const small: Sizes = { heads: 3, dk: 5, dv: 7, stateBytes: 2, rowBytes: 23, linear: 5, full: 2 };

export const crossing: Exercise = {
  id: "12.5",
  name: "crossing",
  title: "State against cache",
  points: 3,
  difficulty: "E",
  params: ["m"],
  checks: [
    matches<Input>({
      id: "models",
      title: "finds the three lengths of Qwen3-Next and MiniMax-M1",
      holds: ["traffic`, the same for what a step moves", "layer, traffic and model, in tokens"],
      examples: [[sizesOf(qwen3Next)], [sizesOf(minimaxM1)]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "rounding",
      title: "rounds up where bytes do not divide, as for Kimi Linear",
      holds: [
        "Three answers, each the smallest whole number",
        "From which number of tokens on is the state no larger?",
        "where the caches of all full layers take at least",
      ],
      examples: [[sizesOf(kimiLinear)], [small]],
      inputs: models,
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any-model",
      title: "counts any model, of states in other formats, too",
      visibility: "hidden",
      weight: 2,
      holds: ["m the model's sizes"],
      examples: [[{ ...small, stateBytes: 8 }], [{ ...small, heads: 1, full: 5 }]],
      inputs: models,
      expect,
      tolerance: exact,
    }),
  ],
  background: ["A state has one size at every length", "a cache grows by a row for every token"],
  mutants: [
    {
      id: "d-not-dd",
      misconception:
        "You count dk numbers for a state. It is a matrix, dk rows of dv numbers, for every head.",
      solution: slip({ numbers: ({ heads, dk }) => heads * dk }),
    },
    {
      id: "floor",
      misconception: "You round down. One token before, the cache is still the smaller.",
      solution: slip({ whole: Math.floor }),
    },
    {
      id: "two-bytes",
      misconception: "You count two bytes for a number of the state. Its format is `stateBytes`.",
      solution: slip({ bytes: () => 2 }),
    },
    {
      id: "per-model-for-layer",
      misconception:
        "You compare the whole model where one layer is asked for. `layer` is one layer's cache against one layer's state.",
      solution: (m: Sizes) => ({ ...oracle(m), layer: oracle(m).model }),
    },
    {
      id: "traffic-once",
      misconception:
        "You count the state once in a step's traffic. It is read and written, so it counts twice.",
      solution: (m: Sizes) => ({ ...oracle(m), traffic: oracle(m).layer }),
    },
    {
      id: "one-head",
      misconception: "You count one head's state. Every head has one.",
      solution: slip({ numbers: ({ dk, dv }) => dk * dv }),
    },
    {
      id: "all-layers-full",
      misconception: "For `model` you let every layer keep a cache. Only the full layers do.",
      solution: (m: Sizes) => ({ ...oracle(m), model: oracle({ ...m, full: m.full + m.linear }).model }),
    },
    {
      id: "upside-down",
      misconception:
        "For `model` you divide the wrong way round. All states together, over the bytes a token of all full layers.",
      solution: (m: Sizes) => ({
        ...oracle(m),
        model: oracle({ ...m, full: m.linear, linear: m.full }).model,
      }),
    },
  ],
};

/** What a slip does otherwise; all else is right. */
interface Slip {
  readonly numbers?: (m: Sizes) => number;
  readonly bytes?: (m: Sizes) => number;
  readonly whole?: (x: number) => number;
}

function slip({
  numbers = ({ heads, dk, dv }) => heads * dk * dv,
  bytes = ({ stateBytes }) => stateBytes,
  whole = Math.ceil,
}: Slip) {
  return (m: Sizes): Crossing => {
    const state = numbers(m) * bytes(m);
    return {
      layer: whole(state / m.rowBytes),
      traffic: whole((2 * state) / m.rowBytes),
      model: whole((m.linear * state) / (m.full * m.rowBytes)),
    };
  };
}
