import fc from "fast-check";
import { collisionProbability } from "long-attention/lsh";
import { type Matrix, type Rng, randn } from "long-attention/tensor";
import { type Check, check, type Exercise, type Failure, show } from "../../engine/index.js";
import { type Calls, rngPort } from "../../ports/index.js";
import { seeds, whole } from "../inputs.js";
import { along, argmax, hash } from "./project.js";

/** Two vectors, `degrees` apart, hashed into b buckets. */
interface Input {
  readonly degrees: number;
  readonly b: number;
  readonly seed: number;
}

/** Five standard deviations: an honest experiment lies outside once in two million. */
const deviations = 5;

const trials = 400;

const radians = (degrees: number) => (degrees === 90 ? Math.PI / 2 : (degrees / 180) * Math.PI);

const experiment = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
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
      examples: [{ degrees: 60, b: 2, seed: 1 }],
      inputs: fc.record({ degrees: whole(30, 150), b: fc.constant(2), seed: seeds }),
      runs: 2,
    }),
    experiment({
      id: "four-buckets",
      title: "with b = 4 comes close to (1 − θ/π)²",
      weight: 2,
      examples: [
        { degrees: 60, b: 4, seed: 7 },
        { degrees: 120, b: 4, seed: 7 },
      ],
      inputs: fc.record({ degrees: whole(40, 140), b: fc.constant(4), seed: seeds }),
      runs: 2,
    }),
    experiment({
      id: "known-angles",
      title: "is 1 at 0°, 1/b at 90° and 0 at 180°, for any b",
      visibility: "hidden",
      examples: [
        { degrees: 0, b: 6, seed: 3 },
        { degrees: 180, b: 4, seed: 3 },
      ],
      inputs: fc.record({ degrees: fc.constant(90), b: fc.constantFrom(6, 8), seed: seeds }),
      runs: 2,
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
        experimentOf(theta, n, () => {
          const R = randn([2, b / 2], () => 0.5);
          R.data.forEach((_, k) => {
            R.data[k] = rng();
          });
          return R;
        }),
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

const experimentOf = (theta: number, n: number, rotation: () => Matrix): number =>
  share(theta, n, (x, y) => {
    const R = rotation();
    return hash(x, R) === hash(y, R);
  });
