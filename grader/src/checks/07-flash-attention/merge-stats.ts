import fc from "fast-check";
import { mergeStats as merge, type SoftmaxStats, softmaxStats } from "long-attention/attention";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type Input = [a: SoftmaxStats, b: SoftmaxStats];

/** The split softmax of the notebook: its two halves. */
const halves: Input = [
  softmaxStats([-1.02, -1.09, 0.24, 0.87, -1.32]),
  softmaxStats([-0.6, -5.04, -2, 1.03, -0.14]),
];
const empty: SoftmaxStats = { m: -Infinity, l: 0 };

const stats = fc.array(eighths(6), { minLength: 1, maxLength: 5 }).map((x) => softmaxStats(x));
/** Two lists whose largest scores lie up to twenty apart; even then the smaller one counts. */
const apart: fc.Arbitrary<Input> = fc
  .tuple(stats, stats, whole(-14, 14))
  .map(([a, { m, l }, gap]) => [a, { m: m + gap, l }]);
const largeStats = stats.map(({ m, l }) => ({ m: m * 200, l }));

export const mergeStats: Exercise = {
  id: "07.1",
  name: "mergeStats",
  title: "Two halves of a softmax",
  points: 4,
  difficulty: "M",
  params: ["a", "b"],
  checks: [
    matches<Input>({
      id: "split",
      holds: [
        "Give the pair of the two lists joined, from these four numbers alone",
        "a `{ m, l }` of the first list",
        "b `{ m, l }` of the second list",
        "`{ m, l }` of both together",
      ],
      title: "joins the two lists of the notebook, and any others",
      examples: [
        halves,
        [halves[1], halves[0]],
        [
          { m: 0, l: 1 },
          { m: 10.125, l: 1 },
        ],
        [
          { m: -0.125, l: 1 },
          { m: -2, l: 1 },
        ],
      ],
      inputs: apart,
      expect: ([a, b]) => merge(a, b),
    }),
    matches<Input>({
      id: "empty",
      holds: ["A list that was empty left m = −∞ and ℓ = 0"],
      title: "an empty list changes nothing, not even another empty list",
      examples: [
        [halves[0], empty],
        [empty, halves[0]],
        [empty, empty],
      ],
      inputs: fc
        .tuple(fc.oneof(stats, fc.constant(empty)), fc.constant(empty), fc.boolean())
        .map(([a, b, turned]): Input => (turned ? [b, a] : [a, b])),
      expect: ([a, b]) => merge(a, b),
    }),
    matches<Input>({
      id: "large",
      holds: ["Each left its maximum m and its sum"],
      title: "scores in the thousands neither overflow nor vanish",
      examples: [
        [
          { m: -1200, l: 3 },
          { m: -1201, l: 2 },
        ],
        [
          { m: 1200, l: 3 },
          { m: 1201, l: 2 },
        ],
        [
          { m: -20_000, l: 3 },
          { m: -20_001, l: 2 },
        ],
        [
          { m: -9000, l: 1 },
          { m: -7000, l: 2 },
        ],
        [
          { m: -6000, l: 1 },
          { m: -6000, l: 1 },
        ],
      ],
      inputs: fc.tuple(largeStats, largeStats),
      expect: ([a, b]) => merge(a, b),
    }),
    check<[SoftmaxStats, SoftmaxStats, SoftmaxStats]>({
      id: "any-order",
      holds: ["Two lists of scores were seen apart"],
      title: "three lists may be joined in any order",
      visibility: "hidden",
      examples: [
        [
          { m: -0.125, l: 1 },
          { m: -10.25, l: 4 },
          { m: -3, l: 2 },
        ],
      ],
      inputs: fc.tuple(stats, stats, stats),
      *run([a, b, c], call) {
        const ab = yield* call(a, b);
        const left = yield* call(ab.value, c);
        const bc = yield* call(b, c);
        const right = yield* call(a, bc.value);
        return wrong(left.value, merge(merge(a, b), c)) ?? wrong(right.value, merge(a, merge(b, c)));
      },
    }),
  ],
  mutants: [
    {
      id: "no-rescale",
      misconception:
        "You add the two sums as they are. Each was taken under its own maximum; the one with the smaller maximum must shrink by $e^{m_{old} - m_{new}}$ first.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => ({ m: Math.max(a.m, b.m), l: a.l + b.l }),
    },
    {
      id: "sign",
      misconception:
        "Your rescaling has the wrong sign: $e^{m_{new} - m_{old}}$ makes the older sum grow. Going to a larger maximum makes every term smaller.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const m = Math.max(a.m, b.m);
        const grow = (old: number) => (old === -Infinity ? 0 : Math.exp(m - old));
        return { m, l: grow(a.m) * a.l + grow(b.m) * b.l };
      },
    },
    {
      id: "empty-is-nan",
      misconception:
        "Two empty lists give −∞ − (−∞), which is not a number. Decide the case m = −∞ yourself: nothing was summed, so the factor is 0.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const m = Math.max(a.m, b.m);
        return { m, l: Math.exp(a.m - m) * a.l + Math.exp(b.m - m) * b.l };
      },
    },
    {
      id: "raw-exponentials",
      misconception:
        "You go back to the raw sums $e^m \\ell$. They overflow or vanish for scores in the thousands; only ever take $e$ to the power of a difference of maxima.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const m = Math.max(a.m, b.m);
        const raw = ({ m, l }: SoftmaxStats) => (m === -Infinity ? 0 : Math.exp(m) * l);
        return { m, l: m === -Infinity ? 0 : (raw(a) + raw(b)) / Math.exp(m) };
      },
    },
    {
      id: "only-second-rescaled",
      misconception:
        "You rescale only the first list's sum, as if the second always had the larger maximum. Either may be the larger; rescale both.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const m = Math.max(a.m, b.m);
        return { m, l: (a.m === -Infinity ? 0 : Math.exp(a.m - m)) * a.l + b.l };
      },
    },
    {
      id: "sentinel",
      misconception:
        "You take a maximum below −5000 for that of an empty list. Scores may lie lower than any number that you choose; only −∞ says that there were none.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const { m, l } = merge(a, b);
        return m < -5000 ? empty : { m, l };
      },
    },
    {
      id: "drops-far",
      misconception:
        "You leave out a list whose maximum lies far below the other’s. Its share is small, but it is not nothing: $e^{-10}$ is 0.00005, and the sum is exact to seven digits.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const [x, y] = a.m >= b.m ? [a, b] : [b, a];
        return y.l === 0 || x.m - y.m > 10 ? { m: x.m, l: x.l } : merge(a, b);
      },
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "Your maximum starts at 0, so lists whose scores are all negative get the wrong one. Take the larger of the two maxima.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const { m, l } = merge(a, b);
        return m < 0 ? { m: 0, l: l * Math.exp(m) } : { m, l };
      },
    },
    {
      id: "empty-as-zero",
      misconception:
        "You take an empty list’s maximum for 0. Its maximum is −∞: it is never the larger one, unless both lists are empty.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const seen = (list: SoftmaxStats) => (list.l === 0 ? { m: 0, l: 0 } : list);
        return merge(seen(a), seen(b));
      },
    },
    {
      id: "mean",
      misconception: "You average the two sums. Joined lists have all the terms of both: add them.",
      solution: (a: SoftmaxStats, b: SoftmaxStats) => {
        const { m, l } = merge(a, b);
        return { m, l: l / 2 };
      },
    },
  ],
};
