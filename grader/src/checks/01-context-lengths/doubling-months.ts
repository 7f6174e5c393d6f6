import fc from "fast-check";
import {
  audience,
  contextClaims,
  dateMiddle,
  type GrowthPoint,
  doublingMonths as oracle,
} from "long-attention/facts";
import { check, type Exercise, matches, show } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Points = readonly GrowthPoint[];

/** The notebook's circles: what everybody could use. */
const everybody: Points = contextClaims()
  .filter(({ tier }) => audience(tier) === "everybody")
  .map(({ tokens, date }) => ({ t: 12 * dateMiddle(date), tokens }));

const since2023 = everybody.filter(({ t }) => t >= 12 * 2023);

/** Times from 0 to 60 months, both ends among them; in any order, and some of them twice. */
const times = fc
  .tuple(fc.array(whole(1, 59), { minLength: 1, maxLength: 6 }), fc.boolean())
  .chain(([inner, twice]) => {
    const all = [0, ...inner, ...(twice ? [inner[0]!, 60] : []), 60];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });

/** Lengths that double every `months`, in any order of time. */
const exponential: fc.Arbitrary<[Points]> = fc
  .tuple(times, whole(2, 24), whole(1, 1000))
  .map(([times, months, first]) => [times.map((t) => ({ t, tokens: 1000 * first * 2 ** (t / months) }))]);

/** The same with every length up to a factor of two off. */
const scattered = (months: fc.Arbitrary<number>, start = 0): fc.Arbitrary<[Points]> =>
  times.chain((times) =>
    fc
      .tuple(
        months,
        whole(10, 20),
        fc.array(eighths(1), { minLength: times.length, maxLength: times.length }),
      )
      .map(([months, first, off]) => [
        times.map((t, i) => ({ t: t + start, tokens: 2 ** (first + t / months + off[i]!) })),
      ]),
  );

/** Points that no line meets, so that every other way to draw one gives another answer. */
const uneven: Points = [
  { t: 0, tokens: 2048 },
  { t: 8, tokens: 16_384 },
  { t: 15, tokens: 8192 },
  { t: 40, tokens: 131_072 },
  { t: 60, tokens: 65_536 },
];

const later = (points: Points, months: number) => points.map(({ t, tokens }) => ({ t: t + months, tokens }));

export const doublingMonths: Exercise = {
  id: "01.5",
  name: "doublingMonths",
  title: "How fast lengths grew",
  points: 4,
  difficulty: "M",
  params: ["points"],
  checks: [
    matches<[Points]>({
      id: "exponential",
      title: "finds the time of lengths that double exactly",
      holds: [
        "How many months does a context length take to double?",
        "two or more, at two or more times, in any order",
        "months",
      ],
      examples: [
        [
          [
            { t: 0, tokens: 4096 },
            { t: 16, tokens: 1_048_576 },
          ],
        ],
        [
          [
            { t: 30, tokens: 32_000 },
            { t: 0, tokens: 1000 },
            { t: 12, tokens: 4000 },
          ],
        ],
        [
          [
            { t: 8, tokens: 4000 },
            { t: 0, tokens: 1000 },
            { t: 12, tokens: 8000 },
            { t: 8, tokens: 4000 },
          ],
        ],
      ],
      inputs: exponential,
      expect: (input) => oracle(...input),
    }),
    check<[Points]>({
      id: "line",
      title:
        "draws the right line, whatever it then makes of its slope: two answers stand in the right ratio",
      holds: ["the straight line through them that makes the sum of the squared vertical distances smallest"],
      inputs: scattered(whole(4, 12)),
      *run([points], call) {
        const [one, other] = [yield* call(uneven), yield* call(points)];
        const ratio = Number(other.value) / Number(one.value);
        const expected = oracle(points) / oracle(uneven);
        if (Math.abs(ratio - expected) <= 1e-7 * expected) return undefined;
        return {
          message: `this answer should be ${show(expected)} times that for five points that no line meets, but is ${show(ratio)} times it`,
          expected: oracle(points),
          actual: other.value,
        };
      },
    }),
    matches<[Points]>({
      id: "scattered",
      title: "gives its months where the points do not lie on one line, such as the notebook's claims",
      holds: ["Its slope says how many doublings there are in a month"],
      examples: [[uneven], [since2023], [everybody]],
      inputs: scattered(whole(4, 12)),
      expect: (input) => oracle(...input),
    }),
    matches<[Points]>({
      id: "shrinking",
      title: "is negative when the lengths shrink",
      holds: ["negative when the lengths shrink"],
      examples: [[uneven.map(({ t, tokens }) => ({ t: -t, tokens }))]],
      inputs: scattered(whole(-12, -4)),
      expect: (input) => oracle(...input),
    }),
    matches<[Points]>({
      id: "any-start",
      title: "does not care when the months begin to count",
      visibility: "hidden",
      examples: [[later(uneven, 24_000)]],
      inputs: scattered(whole(4, 12), 1000),
      expect: (input) => oracle(...input),
    }),
  ],
  mutants: [
    {
      id: "natural-log",
      misconception:
        "You use the natural logarithm. A step up is then a factor of e, not of 2; take log₂, or multiply the months by ln 2.",
      solution: (points: Points) => 1 / slope(points, Math.log),
    },
    {
      id: "log-10",
      misconception:
        "You use the logarithm with base 10: these are the months in which the length grows tenfold. Take log₂.",
      solution: (points: Points) => 1 / slope(points, Math.log10),
    },
    {
      id: "linear",
      misconception:
        "You fit a line to the tokens themselves. What doubles again and again is no line; fit the logarithms.",
      solution: (points: Points) => points[0]!.tokens / slope(points, (tokens) => tokens),
    },
    {
      id: "ends-only",
      misconception:
        "You use the first and the last point alone, so that their accidents decide. The line must pass as near as it can to all points.",
      solution: (points: Points) => {
        const sorted = [...points].sort((a, b) => a.t - b.t);
        return 1 / slope([sorted[0]!, sorted.at(-1)!], Math.log2);
      },
    },
    {
      id: "first-and-last-in-list",
      misconception:
        "You use the point that stands first and the one that stands last. The points come in any order, and all of them count.",
      solution: (points: Points) => 1 / slope([points[0]!, points.at(-1)!], Math.log2),
    },
    {
      id: "whole-months",
      misconception: "You round the answer to whole months. Nobody asked for that; leave it as it is.",
      solution: (points: Points) => Math.round(1 / slope(points, Math.log2)),
    },
    {
      id: "whole-doublings",
      misconception:
        "You round log₂ of the tokens down to a whole number. Between two powers of two it has decimals; keep them.",
      solution: (points: Points) => 1 / slope(points, (tokens) => Math.floor(Math.log2(tokens))),
    },
    {
      id: "never-negative",
      misconception:
        "You drop the sign. When the lengths shrink the slope is negative, and so is the answer.",
      solution: (points: Points) => Math.abs(1 / slope(points, Math.log2)),
    },
    {
      id: "one-point-a-time",
      misconception:
        "You keep one point for each time, the last in the list. Two claims may be of the same month, and both count.",
      solution: (points: Points) =>
        1 / slope([...new Map(points.map((point) => [point.t, point])).values()], Math.log2),
    },
    {
      id: "mean-of-steps",
      misconception:
        "You take the mean of the slopes from each point to the next, and so the two ends decide or a short step does. Fit one line to all points.",
      solution: (points: Points) => {
        const sorted = points.toSorted((a, b) => a.t - b.t);
        const steps = sorted
          .slice(1)
          .map((p, i) => [p.t - sorted[i]!.t, Math.log2(p.tokens / sorted[i]!.tokens)] as const)
          .filter(([t]) => t > 0)
          .map(([t, y]) => y / t);
        return steps.length / steps.reduce((a, b) => a + b, 0);
      },
    },
    {
      id: "doublings-a-month",
      misconception:
        "You give the slope, the doublings per month. The months for a doubling are one over it.",
      solution: (points: Points) => slope(points, Math.log2),
    },
    {
      id: "through-zero",
      misconception:
        "Your line must pass through (0, 0). Months count from any start; subtract the means of both axes first.",
      solution: (points: Points) => {
        const sum = (f: (p: GrowthPoint) => number) => points.reduce((total, p) => total + f(p), 0);
        return sum(({ t }) => t * t) / sum(({ t, tokens }) => t * Math.log2(tokens));
      },
    },
    {
      id: "axes-swapped",
      misconception:
        "You make the horizontal distances small instead of the vertical ones: time as a function of length. Divide by the spread of t, not of log₂ tokens.",
      solution: (points: Points) =>
        slope(
          points.map(({ t, tokens }) => ({ t: Math.log2(tokens), tokens: t })),
          (t) => t,
        ),
    },
  ],
};

/** Of the least-squares line through (t, f(tokens)). */
function slope(points: Points, f: (tokens: number) => number): number {
  const mean = (g: (p: GrowthPoint) => number) => points.reduce((sum, p) => sum + g(p), 0) / points.length;
  const [tMean, yMean] = [mean(({ t }) => t), mean(({ tokens }) => f(tokens))];
  return mean(({ t, tokens }) => (t - tMean) * (f(tokens) - yMean)) / mean(({ t }) => (t - tMean) ** 2);
}
