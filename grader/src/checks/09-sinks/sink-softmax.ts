import fc from "fast-check";
import { sinkSoftmax as oracle } from "long-attention/kv";
import { softmax } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths } from "../inputs.js";

type Input = [scores: Float64Array, sink: number];

const scores = fc.array(eighths(4), { minLength: 1, maxLength: 6 }).map((x) => Float64Array.from(x));

const expect = (input: Input) => oracle(...input);

export const sinkSoftmax: Exercise = {
  id: "09.4",
  name: "sinkSoftmax",
  title: "A sink of its own",
  points: 3,
  difficulty: "M",
  params: ["scores", "sink"],
  checks: [
    matches<Input>({
      id: "notebook",
      title: "gives the notebook's weights for four equal scores and a sink of 2",
      examples: [
        [Float64Array.of(0, 0, 0, 0), 2],
        [Float64Array.of(0, 0, 0, 0), 0],
      ],
      expect,
    }),
    matches<Input>({
      id: "any-sink",
      title: "weighs any scores against any sink",
      weight: 2,
      examples: [[Float64Array.of(1, 2, 3), 1.5]],
      inputs: fc.tuple(scores, eighths(4)),
      expect,
    }),
    check<Float64Array>({
      id: "no-sink",
      title: "is the plain softmax for a sink of −∞, and nearly so for a very low one",
      examples: [Float64Array.of(-1, 0, 1)],
      inputs: scores,
      runs: 6,
      *run(x, call) {
        const none = yield* call(x, Number.NEGATIVE_INFINITY);
        const failure = wrong(none.value, softmax(x));
        if (failure) return failure;
        const low = yield* call(x, Math.min(...x) - 8);
        return wrong(low.value, oracle(x, Math.min(...x) - 8));
      },
    }),
    matches<Input>({
      id: "extremes",
      title: "survives scores in the thousands, and a row whose scores are all masked",
      visibility: "hidden",
      examples: [
        [Float64Array.of(1000, 1001), 1000.5],
        [Float64Array.of(-1000, -1001), -1000.5],
        [Float64Array.of(-Infinity, -Infinity), 1],
        [Float64Array.of(0, -Infinity, 1), 900],
        [Float64Array.of(2, -Infinity), -1],
      ],
      inputs: fc
        .tuple(scores, eighths(4), fc.constantFrom(-2000, 2000))
        .map(([x, sink, shift]) => [x.map((score) => score + shift), sink + shift]),
      runs: 6,
      expect,
    }),
  ],
  mutants: [
    {
      id: "sums-to-one",
      misconception:
        "Your weights sum to 1, so the sink has no effect. It belongs in the denominator, and what it takes is missing from the others.",
      solution: (x: Float64Array) => softmax(x),
    },
    {
      id: "keeps-the-sink",
      misconception:
        "You return the sink's weight too. It reads nothing, so it has no value to go with; leave it out after the division.",
      solution: (x: Float64Array, sink: number) => softmax([...x, sink]),
    },
    {
      id: "sink-first",
      misconception:
        "You put the sink in front and then leave out the last weight, which is a key's. What is left out must be the sink's own.",
      solution: (x: Float64Array, sink: number) => softmax([sink, ...x]).slice(0, x.length),
    },
    {
      id: "maximum-without-sink",
      misconception:
        "You look for the largest among the scores only. When all of them are masked it is −∞, and −∞ − (−∞) is not a number; let the sink take part.",
      solution: (x: Float64Array, sink: number) => {
        const m = Math.max(...x);
        return over(
          x.map((score) => Math.exp(score - m)),
          Math.exp(sink - m),
        );
      },
    },
    {
      id: "no-maximum",
      misconception:
        "You exponentiate the scores as they are, and large ones overflow. Subtract the largest of the scores and the sink from all of them.",
      solution: (x: Float64Array, sink: number) => over(x.map(Math.exp), Math.exp(sink)),
    },
    {
      id: "sink-not-shifted",
      misconception:
        "You subtract the largest score from the scores but not from the sink. All terms of the denominator need the same shift.",
      solution: (x: Float64Array, sink: number) => {
        const m = Math.max(...x, sink);
        return over(
          x.map((score) => Math.exp(score - m)),
          Math.exp(sink),
        );
      },
    },
    {
      id: "sink-as-it-is",
      misconception:
        "You add the sink itself to the denominator. It is a score like the others: add $e^{\\mathrm{sink}}$, shifted as they are.",
      solution: (x: Float64Array, sink: number) => {
        const m = Math.max(...x, sink);
        return over(
          x.map((score) => Math.exp(score - m)),
          sink,
        );
      },
    },
  ],
};

const over = (e: Float64Array, more: number): Float64Array => {
  const sum = e.reduce((a, b) => a + b, more);
  return e.map((part) => part / sum);
};
