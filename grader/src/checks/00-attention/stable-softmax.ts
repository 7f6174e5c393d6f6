import fc from "fast-check";
import { softmax } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

const scores = fc.array(eighths(4), { minLength: 1, maxLength: 8 }).map((x) => Float64Array.from(x));

/** Far above and far below what `Math.exp` can bear, and just about there. */
const shifts = fc.oneof(whole(-800, 800), whole(-100_000, 100_000));

/** Scores that are thousands apart, in any order. */
const farApart = fc
  .array(fc.tuple(whole(-4, 4), eighths(4)), { minLength: 2, maxLength: 6 })
  .map((x) => Float64Array.from(x, ([thousands, rest]) => 1000 * thousands + rest));

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
      holds: ["Turn scores into weights that are positive and sum to 1", "[n] scores, n ≥ 1", "[n] weights"],
      examples: [[Float64Array.of(0, 0)], [Float64Array.of(1, 2, 3)], [Float64Array.of(2)]],
      inputs: fc.tuple(scores),
      expect: ([x]) => softmax(x),
    }),
    check<readonly [x: Float64Array, shift: number]>({
      id: "shift",
      title: "adding 1000, −1000 or any other number to every score changes nothing",
      holds: ["scores of 1000 work as well as scores of 1"],
      examples: [-400, 1000, -1000, 5000].map((shift) => [Float64Array.of(-1, 0, 1), shift]),
      inputs: fc.tuple(scores, shifts),
      *run([x, shift], call) {
        const { value } = yield* call(x.map((score) => score + shift));
        return wrong(value, softmax(x));
      },
    }),
    matches<[Float64Array]>({
      id: "far-apart",
      title: "works when scores are thousands apart, in any order",
      examples: [
        [Float64Array.of(-3000, -1000)],
        [Float64Array.of(0, 2000)],
        [Float64Array.of(2000, 0, 1999)],
      ],
      inputs: fc.tuple(farApart),
      expect: ([x]) => softmax(x),
    }),
    check<Float64Array>({
      id: "log-ratio",
      title: "the log of a ratio of weights is the difference of the scores",
      visibility: "hidden",
      examples: [Float64Array.of(0, -20), Float64Array.of(-30, 3, -2000)],
      *run(x, call) {
        const { value } = yield* call(x);
        return wrong(value, softmax(x), { rtol: 1e-7, atol: 0 });
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
      id: "maximum-starts-at-zero",
      misconception:
        "Your search for the largest score starts at 0 (or you subtract it only where it is large). When all scores are far below 0 every $e^{x_i}$ is 0, and 0/0 is not a number: start at −∞, or at the first score.",
      solution: (x: Float64Array) => shiftedBy(x, Math.max(0, ...x)),
    },
    {
      id: "largest-size",
      misconception:
        "You subtract the largest size, |x|. For scores that are all below 0 that pushes them down further; subtract the largest score itself, with its sign.",
      solution: (x: Float64Array) => shiftedBy(x, Math.max(...x.map(Math.abs))),
    },
    {
      id: "fixed-shift",
      misconception:
        "You subtract 1000 whatever the scores are. That helps where they are near 1000; the number that always helps is the largest score.",
      solution: (x: Float64Array) => shiftedBy(x, 1000),
    },
    {
      id: "first-score",
      misconception:
        "You subtract the first score. A later one may be thousands larger, and overflows all the same; subtract the largest.",
      solution: (x: Float64Array) => shiftedBy(x, x[0]!),
    },
    {
      id: "mean",
      misconception:
        "You subtract the mean. The largest score may lie far above it, and overflows all the same; subtract the largest.",
      solution: (x: Float64Array) => shiftedBy(x, x.reduce((a, b) => a + b, 0) / x.length),
    },
    {
      id: "clamped",
      misconception:
        "You cut large scores down to what `Math.exp` can bear. Then all of these are alike, and their weights, too; shift all scores by the same number instead.",
      solution: (x: Float64Array) =>
        normalised(x.map((score) => Math.exp(Math.min(Math.max(score, -700), 700)))),
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
      solution: (x: Float64Array) => shiftedBy(x, Math.min(...x)),
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

const shiftedBy = (x: Float64Array, shift: number) => normalised(x.map((score) => Math.exp(score - shift)));

function normalised(e: Float64Array): Float64Array {
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
}
