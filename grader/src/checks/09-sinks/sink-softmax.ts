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
      holds: ["one more score stands in the denominator but reads nothing"],
      title: "gives the notebook's weights for four equal scores and a sink of 2",
      examples: [
        [Float64Array.of(0, 0, 0, 0), 2],
        [Float64Array.of(0, 0, 0, 0), 0],
      ],
      expect,
    }),
    matches<Input>({
      id: "any-sink",
      holds: [
        "So the weights sum to less than 1",
        "[n] weights;",
        "the sink's own is not among them",
        "sink the head's own score",
      ],
      title: "weighs any scores against any sink",
      weight: 2,
      examples: [[Float64Array.of(1, 2, 3), 1.5]],
      inputs: fc.tuple(scores, eighths(4)),
      expect,
    }),
    check<Float64Array>({
      id: "no-sink",
      holds: ["With a sink of −∞ it is the plain softmax", "or −∞ as long as some score is finite"],
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
      id: "large",
      title: "survives scores in the thousands, of either sign",
      examples: [
        [Float64Array.of(1000, 1001), 1000.5],
        [Float64Array.of(5000, 5001), 5000.5],
        [Float64Array.of(-1000, -1001), -1000.5],
      ],
      inputs: fc
        .tuple(scores, eighths(4), fc.constantFrom(-5000, -1000, 710, 3000))
        .map(([x, sink, shift]) => [x.map((score) => score + shift), sink + shift]),
      expect,
    }),
    matches<Input>({
      id: "masked",
      holds: ["Masked scores are −∞ and weigh 0"],
      title: "gives masked scores the weight 0, even when all are masked",
      needs: "any-sink",
      examples: [
        [Float64Array.of(-Infinity, -Infinity), 1],
        [Float64Array.of(2, -Infinity), -1],
      ],
      inputs: fc
        .tuple(
          fc.array(fc.option(eighths(4), { nil: -Infinity, freq: 1 }), { minLength: 1, maxLength: 4 }),
          eighths(4),
          fc.constantFrom(0, -2000),
        )
        .map(([x, sink, shift]) => [Float64Array.from(x, (score) => score + shift), sink + shift]),
      expect,
    }),
    matches<Input>({
      id: "extremes",
      holds: ["scores [n], n ≥ 1"],
      title: "survives a sink far from the scores, and long rows",
      visibility: "hidden",
      examples: [
        [Float64Array.of(0, -Infinity, 1), 900],
        [Float64Array.of(-Infinity, -3000), -3000],
        [Float64Array.from({ length: 300 }, (_, i) => (i % 7) / 8), 2],
      ],
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
    {
      id: "maximum-starts-at-zero",
      misconception:
        "You look for the largest score from 0 on. When all scores and the sink lie far below 0, every term vanishes and 0/0 is left; start with the sink.",
      solution: shifted((x, sink) => Math.max(0, sink, ...x)),
    },
    {
      id: "shift-by-thousand",
      misconception:
        "You take off 1000 from large scores, whatever they are. Only the largest of the scores and the sink is always right.",
      solution: shifted((x, sink) => {
        const m = Math.max(sink, ...x);
        return m > 700 ? 1000 : m;
      }),
    },
    {
      id: "smallest",
      misconception: "You take off the smallest score. The largest must go, so that no exponent is above 0.",
      solution: shifted((x, sink) => Math.min(sink, ...x.filter(Number.isFinite))),
    },
    {
      id: "masked-as-a-number",
      misconception:
        "You replace −∞ by −1000. Scores may be lower than that, and then what is masked weighs most; −∞ can stay as it is.",
      solution: (x: Float64Array, sink: number) =>
        oracle(
          x.map((score) => (score === -Infinity ? -1000 : score)),
          sink,
        ),
    },
    {
      id: "sink-for-each",
      misconception:
        "You let the sink stand against each score alone, as a sigmoid does. It is one term in the denominator, next to all the scores.",
      solution: (x: Float64Array, sink: number) => x.map((score) => 1 / (1 + Math.exp(sink - score))),
    },
  ],
};

const over = (e: Float64Array, more: number): Float64Array => {
  const sum = e.reduce((a, b) => a + b, more);
  return e.map((part) => part / sum);
};

/** The right weights, but with another shift. */
function shifted(shift: (x: Float64Array, sink: number) => number) {
  return (x: Float64Array, sink: number): Float64Array => {
    const m = shift(x, sink);
    return over(
      x.map((score) => Math.exp(score - m)),
      Math.exp(sink - m),
    );
  };
}
