import fc from "fast-check";
import {
  audience,
  contextClaims,
  dateMiddle,
  type GrowthPoint,
  doublingMonths as oracle,
} from "long-attention/facts";
import { type Exercise, matches } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Points = readonly GrowthPoint[];

/** The notebook's circles: what everybody could use. */
const everybody: Points = contextClaims()
  .filter(({ tier }) => audience(tier) === "everybody")
  .map(({ tokens, date }) => ({ t: 12 * dateMiddle(date), tokens }));

const since2023 = everybody.filter(({ t }) => t >= 12 * 2023);

/** Times from 0 to 60 months, both ends among them. */
const times = fc
  .uniqueArray(whole(1, 59), { minLength: 1, maxLength: 6 })
  .map((inner) => [0, ...inner.sort((a, b) => a - b), 60]);

/** Lengths that double every `months`, in any order of time. */
const exponential: fc.Arbitrary<[Points]> = fc
  .tuple(times, whole(2, 24), whole(1, 1000), fc.boolean())
  .map(([times, months, first, backwards]) => {
    const points = times.map((t) => ({ t, tokens: 1000 * first * 2 ** (t / months) }));
    return [backwards ? points.reverse() : points];
  });

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
      ],
      inputs: exponential,
      expect: (input) => oracle(...input),
    }),
    matches<[Points]>({
      id: "scattered",
      title: "fits a line where the points do not lie on one",
      weight: 2,
      examples: [[uneven]],
      inputs: scattered(whole(4, 12)),
      expect: (input) => oracle(...input),
    }),
    matches<[Points]>({
      id: "claims",
      title: "gives the notebook's months for everybody's claims",
      examples: [[since2023], [everybody]],
      expect: (input) => oracle(...input),
    }),
    matches<[Points]>({
      id: "any-start",
      title: "does not care when the months begin to count, and is negative when lengths shrink",
      visibility: "hidden",
      examples: [[later(uneven, 24_000)], [uneven.map(({ t, tokens }) => ({ t: -t, tokens }))]],
      inputs: fc.oneof(scattered(whole(4, 12), 1000), scattered(whole(-12, -4))),
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
      id: "doublings-a-month",
      misconception:
        "You give the slope, the doublings in a month. The months for a doubling are one over it.",
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
