import fc from "fast-check";
import { softmax } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths } from "../inputs.js";

const scores = fc.array(eighths(4), { minLength: 1, maxLength: 8 }).map((x) => Float64Array.from(x));

export const stableSoftmax: Exercise = {
  id: "00.1",
  name: "stableSoftmax",
  title: "A softmax that does not overflow",
  points: 3,
  difficulty: "E",
  params: ["x"],
  answers: ["softmax", "softmaxRows", "logSumExp"],
  checks: [
    matches<[Float64Array]>({
      id: "equals-softmax",
      title: "equals softmax for small scores",
      examples: [[Float64Array.of(0, 0)], [Float64Array.of(1, 2, 3)]],
      inputs: fc.tuple(scores),
      expect: ([x]) => softmax(x),
    }),
    check<Float64Array>({
      id: "shift",
      title: "adding 1000 to every score changes nothing",
      examples: [Float64Array.of(-1, 0, 1)],
      inputs: scores,
      *run(x, call) {
        const { value } = yield* call(x.map((score) => score + 1000));
        return wrong(value, softmax(x));
      },
    }),
    check<Float64Array>({
      id: "log-ratio",
      title: "the log of a ratio of weights is the difference of the scores",
      visibility: "hidden",
      examples: [Float64Array.of(0, -20), Float64Array.of(-30, 3, -2000)],
      *run(x, call) {
        const { value } = yield* call(x);
        return wrong(value, softmax(x), { rtol: 1e-9, atol: 0 });
      },
    }),
  ],
  mutants: [
    {
      id: "no-maximum",
      misconception:
        "You exponentiate the scores as they are: $e^{1000}$ is infinite, and ∞/∞ is not a number. Subtract the largest score first.",
      solution: (x: Float64Array) => normalised(x.map(Math.exp)),
    },
    {
      id: "divide-by-maximum",
      misconception:
        "You divide the scores by their maximum. That changes their differences, and so the weights; subtract the maximum instead.",
      solution: (x: Float64Array) => normalised(x.map((score) => Math.exp(score / Math.max(...x)))),
    },
    {
      id: "epsilon",
      misconception:
        "You add a small number to the denominator. After the largest score is subtracted the sum is at least 1, so nothing can divide by zero; now the weights sum to less than 1.",
      solution: (x: Float64Array) => {
        const e = shifted(x);
        const sum = e.reduce((a, b) => a + b, 0) + 1e-6;
        return e.map((part) => part / sum);
      },
    },
    {
      id: "minimum",
      misconception:
        "You subtract the smallest score. Then the largest exponent can still be huge; subtract the largest, so that every exponent is at most 0.",
      solution: (x: Float64Array) => normalised(x.map((score) => Math.exp(score - Math.min(...x)))),
    },
    {
      id: "not-normalised",
      misconception:
        "You return the exponentials themselves; divide them by their sum, so that the weights sum to 1.",
      solution: (x: Float64Array) => shifted(x),
    },
  ],
};

const shifted = (x: Float64Array) => x.map((score) => Math.exp(score - Math.max(...x)));

function normalised(e: Float64Array): Float64Array {
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
}
