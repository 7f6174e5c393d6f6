import { collisionProbability } from "long-attention/lsh";
import { fromFunction, gaussian, type Matrix, type Rng, randn } from "long-attention/tensor";
import { type Check, check, type Exercise, type Failure, show } from "../../engine/index.js";
import { type Calls, rngPort } from "../../ports/index.js";
import { binomial } from "../chance.js";
import { along, argmax, hash } from "./project.js";

/** Two vectors, `degrees` apart, hashed into b buckets. */
interface Input {
  readonly degrees: number;
  readonly b: number;
  readonly seed: number;
}

/** Five and a half standard deviations: of some ten honest experiments one lies outside once in 10⁶ times. */
const deviations = 5.5;

/** So many that a share of one half is found with 99 % when it is off by 0.23. */
const trials = 300;

const radians = (degrees: number) => (degrees === 90 ? Math.PI / 2 : (degrees / 180) * Math.PI);

const experiment = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
    proofs: 1,
    *run({ degrees, b, seed }, call) {
      const theta = radians(degrees);
      const { value, seen } = yield* call(theta, b, rngPort(seed), trials);
      return judged(value, collisionProbability(theta, b), (seen[0] as Calls).calls);
    },
  });

function judged(value: unknown, P: number, calls: number): Failure | undefined {
  const wrong = (message: string) => ({ message, expected: P, actual: value });
  if (typeof value !== "number")
    return wrong("the result should be a number, the share of the trials that hit");
  const slack = deviations * Math.sqrt((P * (1 - P)) / trials) + 1e-9;
  if (!(Math.abs(value - P) <= slack))
    return wrong(
      `the share should be about ${show(P, 4)}, within ${show(slack, 2)} for ${trials} trials, but is ${show(value)}`,
    );
  if (Math.abs(value * trials - Math.round(value * trials)) > 1e-6)
    return wrong(`${show(value)} is no share of ${trials} trials: count the hits, and divide by n`);
  if (calls < trials)
    return wrong(
      `rng was called ${calls} times in ${trials} trials; every trial needs a rotation of its own, drawn with rng`,
    );
  return undefined;
}

export const collision: Exercise = {
  id: "06.6",
  name: "collision",
  title: "How likely two vectors meet",
  points: 3,
  difficulty: "M",
  params: ["theta", "b", "rng", "n"],
  checks: [
    experiment({
      id: "two-buckets",
      title: "with b = 2 comes close to 1 − θ/π",
      holds: [
        "share a bucket",
        "Find out by experiment",
        "uniform random numbers in [0, 1)",
        "n trials, each with a rotation of its own",
        "hits / n",
      ],
      examples: [60, 100, 140].map((degrees, k) => ({ degrees, b: 2, seed: k + 1 })),
    }),
    experiment({
      id: "four-buckets",
      title: "with b = 4 comes close to (1 − θ/π)²",
      weight: 2,
      holds: ["A rotation is b/2 random directions", "b buckets, even"],
      examples: [60, 90, 120].map((degrees, k) => ({ degrees, b: 4, seed: k + 7 })),
    }),
    check<number>({
      id: "normal-entries",
      title: "draws directions that point everywhere alike, as normally distributed entries do",
      needs: "four-buckets",
      holds: ["make normal ones of them"],
      examples: [1],
      proofs: 1,
      *run(from, call) {
        // Nearly opposite vectors share a bucket of four with 0.038, but with 0.021 when directions come from a square:
        // seen with 98 % in 5000 trials, while an honest experiment lies 4.9 standard deviations off once in 10⁶ times.
        const [theta, b, n, times] = [radians(145), 4, 1000, 5];
        let hits = 0;
        for (let seed = from; seed < from + times; seed++) {
          const { value } = yield* call(theta, b, rngPort(seed), n);
          if (typeof value !== "number") return { message: "the result should be a number" };
          hits += value * n;
        }
        const { mean, variance } = binomial("hits", hits, times * n, collisionProbability(theta, b));
        if (Math.abs(hits - mean) <= 4.9 * Math.sqrt(variance)) return undefined;
        return {
          message: `${hits} hits in ${times * n} trials, where ${Math.round(mean)} were to be expected`,
        };
      },
    }),
    experiment({
      id: "known-angles",
      title: "is 1 at 0°, 1/b at 90° and 0 at 180°, for any b",
      visibility: "hidden",
      needs: "four-buckets",
      holds: ["angle in radians, 0 to π"],
      examples: [
        { degrees: 0, b: 6, seed: 3 },
        { degrees: 180, b: 4, seed: 3 },
        { degrees: 90, b: 6, seed: 4 },
        { degrees: 90, b: 8, seed: 5 },
      ],
    }),
  ],
  mutants: [
    {
      id: "formula-for-two",
      misconception:
        "You return 1 − θ/π, which holds for b = 2 only. More buckets part more vectors; hash both vectors n times and count.",
      solution: (theta: number) => 1 - theta / Math.PI,
    },
    {
      id: "cosine",
      misconception:
        "You return the cosine of the angle. It says how similar two vectors are, not how often they share a bucket; hash both n times and count.",
      solution: (theta: number) => Math.cos(theta),
    },
    {
      id: "one-rotation",
      misconception:
        "You draw one rotation for all trials, so all of them end alike: the result is 0 or 1. Draw a new one in each trial.",
      solution: (theta: number, b: number, rng: Rng, n: number) => {
        const R = randn([2, b / 2], rng);
        return share(theta, n, (x, y) => hash(x, R) === hash(y, R));
      },
    },
    {
      id: "rotation-for-each-vector",
      misconception:
        "You hash the two vectors with different rotations. Then their angle no longer matters, and they meet by chance, in one trial of b; both must meet the same rotation.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        share(theta, n, (x, y) => hash(x, randn([2, b / 2], rng)) === hash(y, randn([2, b / 2], rng))),
    },
    {
      id: "b-directions",
      misconception:
        "You draw b directions, which gives 2b buckets. Each direction counts twice, along and against it: draw b/2.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n, () => randn([2, b], rng)),
    },
    {
      id: "uniform-entries",
      misconception:
        "Your directions have entries between 0 and 1, so they all point into one quarter of the plane. Draw normal numbers, with `gaussian(rng)` or `randn`.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n, () => drawn(b, rng)),
    },
    {
      id: "uniform-square",
      misconception:
        "Your directions have entries between −1 and 1, all alike: they point to the corners of a square more often than to its sides. Draw normal numbers, with `gaussian(rng)` or `randn`.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n, () => drawn(b, () => 2 * rng() - 1)),
    },
    {
      id: "positive-entries",
      misconception:
        "Your directions have no negative entries, so they all point into one quarter of the plane. Normal numbers lie on both sides of 0.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n, () => drawn(b, () => Math.abs(gaussian(rng)))),
    },
    {
      id: "unit-directions",
      misconception:
        "You give all directions the same length. Normal entries make long and short ones, and with four buckets or more that matters: leave them as they are drawn.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n, () => {
          const angles = Array.from({ length: b / 2 }, () => 2 * Math.PI * rng());
          return fromFunction([2, b / 2], (k, c) => (k === 0 ? Math.cos : Math.sin)(angles[c]!));
        }),
    },
    {
      id: "one-trial-more",
      misconception:
        "You make n + 1 trials, or divide by another number than you made. n trials: divide the hits by n.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf(theta, n + 1, () => randn([2, b / 2], rng)),
    },
    {
      id: "formula-for-four",
      misconception:
        "You return (1 − θ/π)^(b/2), which holds for two buckets and for four. Find out by experiment: hash both vectors n times and count.",
      solution: (theta: number, b: number) => (1 - theta / Math.PI) ** (b / 2),
    },
    {
      id: "degrees",
      misconception:
        "You take θ for degrees. It is in radians, as Math.cos and Math.sin expect it; give it to them as it is.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        experimentOf((theta * Math.PI) / 180, n, () => randn([2, b / 2], rng)),
    },
    {
      id: "only-along",
      misconception:
        "You compare the largest of xR with that of yR, which is a hash of b/2 buckets only. Use [xR; −xR], as in 06.1.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        share(theta, n, (x, y) => {
          const R = randn([2, b / 2], rng);
          return argmax(along(x, R)) === argmax(along(y, R));
        }),
    },
    {
      id: "count",
      misconception: "You return the number of hits. A probability is a share: divide it by n.",
      solution: (theta: number, b: number, rng: Rng, n: number) =>
        n * experimentOf(theta, n, () => randn([2, b / 2], rng)),
    },
  ],
};

type Plane = readonly [number, number];

/** The share of n trials in which two vectors at the angle θ meet. */
function share(theta: number, n: number, meet: (x: Plane, y: Plane) => boolean): number {
  const y = [Math.cos(theta), Math.sin(theta)] as const;
  let hits = 0;
  for (let trial = 0; trial < n; trial++) if (meet([1, 0], y)) hits++;
  return hits / n;
}

/** Directions with entries from any source. */
const drawn = (b: number, entry: Rng): Matrix => fromFunction([2, b / 2], () => entry());

const experimentOf = (theta: number, n: number, rotation: () => Matrix): number =>
  share(theta, n, (x, y) => {
    const R = rotation();
    return hash(x, R) === hash(y, R);
  });
