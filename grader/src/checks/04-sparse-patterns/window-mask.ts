import fc from "fast-check";
import { windowMask as mask } from "long-attention/sparse";
import { fromFunction } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { odd, pairs } from "./pairs.js";

interface Options {
  dilation: number;
  causal: boolean;
}
type Input = [T: number, c: number, options: Options];

const plain: Options = { dilation: 1, causal: false };

const inputs = (dilation: fc.Arbitrary<number>, causal: boolean): fc.Arbitrary<Input> =>
  fc.tuple(
    whole(1, 12),
    odd(5),
    dilation.map((dilation) => ({ dilation, causal })),
  );

const expect = ([T, c, options]: Input) => mask(T, c, options);

export const windowMask: Exercise = {
  id: "04.1",
  name: "windowMask",
  title: "A window over the text",
  points: 3,
  difficulty: "E",
  params: ["T", "c", "options"],
  checks: [
    matches<Input>({
      id: "window",
      title: "reads the c keys around each word, as in the notebook's pictures",
      holds: [
        "query i reads c keys, itself in the middle",
        "c odd;",
        "[T, T] 1 where query i may read key j, else 0",
      ],
      examples: [
        [6, 3, plain],
        [6, 5, plain],
        [100, 81, plain],
        [64, 63, plain],
        [70, 67, plain],
      ],
      inputs: inputs(fc.constant(1), false),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "dilated",
      title: "with dilation s, reads every s-th key, so the same c keys reach s times as far",
      holds: ["With dilation s a step is s places long"],
      examples: [
        [6, 3, { dilation: 2, causal: false }],
        [9, 5, { dilation: 2, causal: false }],
      ],
      inputs: inputs(whole(2, 4), false),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "causal",
      title: "with causal, drops the keys after the query and keeps the query's own",
      holds: ["With `causal` the keys after i are dropped."],
      examples: [
        [6, 5, { dilation: 1, causal: true }],
        [9, 5, { dilation: 2, causal: true }],
      ],
      inputs: inputs(whole(1, 3), true),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "edges",
      title: "copes with a single word, a single key, and a window wider than the text",
      visibility: "hidden",
      holds: ["Keys beyond the ends of the text do not exist.", "may be wider than the text"],
      examples: [
        [40, 9, { dilation: 3, causal: false }],
        [40, 9, { dilation: 5, causal: true }],
        [33, 17, plain],
        [1, 1, plain],
        [1, 7, plain],
        [7, 1, plain],
        [4, 15, plain],
        [5, 3, { dilation: 4, causal: false }],
        [5, 3, { dilation: 9, causal: false }],
        [6, 9, { dilation: 2, causal: true }],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  background: ["T words", "options dilation and causal, both always given"],
  mutants: [
    {
      id: "short-reach",
      misconception:
        "Your window never reaches further than 30 tokens, whatever w says. A window may be as wide as the text: let w alone decide.",
      solution: (...input: Input) => {
        const M = expect(input);
        return fromFunction([input[0], input[0]], (i, j) => (Math.abs(i - j) > 30 ? 0 : M.get(i, j)));
      },
    },
    {
      id: "half-width-c",
      misconception:
        "You reach c steps to each side. c counts all keys of the window, the word's own among them, so the reach to one side is h = (c − 1)/2.",
      solution: bent({ reach: (c) => c }),
    },
    {
      id: "c-minus-two",
      misconception:
        "Your window has c − 2 keys: one step too few on each side. Is your comparison with h strict (<) where it should be ≤?",
      solution: bent({ reach: (c) => (c - 3) / 2 }),
    },
    {
      id: "wraps-around",
      misconception:
        "Your window wraps around: the first word reads the last. A text has two ends; what sticks out of it is not read.",
      solution: bent({ distance: (i, j, T) => Math.min(Math.abs(i - j), T - Math.abs(i - j)) }),
    },
    {
      id: "filled-gaps",
      misconception:
        "You stretch the window but read every key in it. With dilation s only every s-th key is read: s must divide i − j.",
      solution: bent({ step: () => 1 }),
    },
    {
      id: "not-stretched",
      misconception:
        "You skip keys but do not stretch the window, so fewer than c keys are left. With dilation s it reaches h·s places.",
      solution: bent({ stretch: () => 1 }),
    },
    {
      id: "ignores-causal",
      misconception: "You ignore the flag `causal`; with it, keys with j > i are not read.",
      solution: bent({ past: () => true }),
    },
    {
      id: "past-without-itself",
      misconception:
        "With `causal` you drop the word's own key too. A word may read itself: keep j ≤ i, drop only j > i.",
      solution: bent({ past: (i, j) => j < i }),
    },
    {
      id: "future",
      misconception: "Your causal window is the wrong way round: it reads what comes after. Keep j ≤ i.",
      solution: bent({ past: (i, j) => j >= i }),
    },
    {
      id: "on-the-grid",
      misconception:
        "You read the keys whose own position s divides. The steps are counted from the query: s must divide i − j.",
      solution: bent({ offset: (_i, j) => j }),
    },
    {
      id: "dilated-one-side",
      misconception:
        "You spread the window over the past only. Without `causal` it looks both ways: keys i + s, i + 2s, … are read, too.",
      solution: bent({ past: (i, j) => j <= i, always: true }),
    },
    {
      id: "causal-reaches-twice",
      misconception:
        "With `causal` your window reaches c − 1 steps back, to have c keys again. It keeps its reach h and only loses the keys after i.",
      solution: (T: number, c: number, { dilation: s, causal }: Options) =>
        pairs(T, (i, j) => {
          const reach = causal ? c - 1 : (c - 1) / 2;
          return (i - j) % s === 0 && Math.abs(i - j) <= reach * s && !(causal && j > i);
        }),
    },
    {
      id: "dilation-is-a-gap",
      misconception:
        "You leave s keys out between two that you read. With dilation s a step is s places long, so s − 1 are left out; 1 is an ordinary window.",
      solution: bent({ step: (s) => s + 1, stretch: (s) => s + 1 }),
    },
  ],
};

interface Bend {
  readonly reach?: (c: number) => number;
  readonly distance?: (i: number, j: number, T: number) => number;
  readonly step?: (s: number) => number;
  readonly stretch?: (s: number) => number;
  readonly past?: (i: number, j: number) => boolean;
  /** What the step must divide. */
  readonly offset?: (i: number, j: number) => number;
  /** Drop what `past` drops without being asked, too. */
  readonly always?: boolean;
}

/** A window with one rule bent. */
function bent({
  reach = (c) => (c - 1) / 2,
  distance = (i, j) => Math.abs(i - j),
  step = (s) => s,
  stretch = (s) => s,
  past = (i, j) => j <= i,
  offset,
  always = false,
}: Bend) {
  return (T: number, c: number, { dilation: s, causal }: Options) =>
    pairs(T, (i, j) => {
      const far = distance(i, j, T);
      const apart = offset ? offset(i, j) : far;
      return apart % step(s) === 0 && far <= reach(c) * stretch(s) && (!(causal || always) || past(i, j));
    });
}
