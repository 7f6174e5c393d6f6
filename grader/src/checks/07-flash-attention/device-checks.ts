/** What the two forward passes are checked for: their output, their traffic, and where they first go wrong. */
import fc from "fast-check";
import { attentionScores, attentionWeights } from "long-attention/attention";
import type { Traffic as Counts } from "long-attention/flash";
import { fromFunction, logSumExp, type Matrix, matmul, walkTensors } from "long-attention/tensor";
import {
  type Check,
  check,
  difference,
  type Failure,
  type Io,
  type Outcome,
  show,
} from "../../engine/index.js";
import { devicePort, type StoreEvent, type Traffic } from "../../ports/index.js";
import { matrixOf, whole } from "../inputs.js";

/** One run: the arrays and the block sizes. */
export interface Run {
  readonly Q: Matrix;
  readonly K: Matrix;
  readonly V: Matrix;
  readonly Br: number;
  readonly Bc: number;
}

/** SRAM that the exercises promise: K_j, V_j, Q_i, O_i, one tile like O_i, the scores, and nine columns. */
export function sramLimit({ Q, K, V, Br, Bc }: Run): number {
  const [d, dv] = [Q.shape[1]!, V.shape[1]!];
  const [r, c] = [Math.min(Br, Q.shape[0]!), Math.min(Bc, K.shape[0]!)];
  return c * (d + dv) + r * (d + 2 * dv) + r * c + 9 * r;
}

/** The walk of the notebook in small, with ragged blocks: keys grow, so every block raises the maximum. */
export const smallWalk: Run = { ...walkTensors(20, 4), Br: 6, Bc: 8 };

/** Scores near −1000: a running maximum that starts at 0 makes every weight vanish. */
export const farBelow: Run = {
  Q: fromFunction([5, 2], (i) => 25 + i),
  K: fromFunction([7, 2], (j) => -25 - j / 8),
  V: fromFunction([7, 3], (j, k) => (j + 2 * k) / 8),
  Br: 2,
  Bc: 3,
};

/** Scores near 1000 in the first block and near −1000 after it: only a running maximum stays finite. */
const falling: Run = {
  ...farBelow,
  K: fromFunction([7, 2], (j) => (j < 3 ? 25 : -25) - j / 8),
};

/** Scores near −1000 that climb from key to key: every block of keys has a new maximum. */
const climbing: Run = { ...farBelow, K: fromFunction([7, 2], (j) => -25 + j / 64) };

const runs: fc.Arbitrary<Run> = fc
  .tuple(whole(1, 9), whole(1, 9), whole(1, 3), whole(1, 3), whole(1, 5), whole(1, 5))
  .chain(([N, M, d, dv, Br, Bc]) =>
    fc.record({
      Q: matrixOf(N, d),
      K: matrixOf(M, d),
      V: matrixOf(M, dv),
      Br: fc.constant(Br),
      Bc: fc.constant(Bc),
    }),
  );

/** Scores in the thousands, of either sign, that fall after the first block in every second run. */
const farRuns: fc.Arbitrary<Run> = fc
  .tuple(runs, whole(60, 90), fc.constantFrom(-1, 1), fc.boolean())
  .map(([run, shift, sign, falls]) => {
    const moved = (A: Matrix, by: (i: number) => number) =>
      fromFunction([A.shape[0]!, A.shape[1]!], (i, k) => A.get(i, k) + by(i));
    const first = falls ? run.Bc : 0;
    return {
      ...run,
      Q: moved(run.Q, () => shift),
      K: moved(run.K, (j) => (j < first ? 1 : sign) * shift),
    };
  });

/** What should stand in HBM at the end. */
export interface Expected {
  readonly O: Matrix;
  /** log Σ exp of each row's scores. */
  readonly L: Float64Array;
}

export function expected({ Q, K, V }: Run): Expected {
  const S = attentionScores(Q, K);
  const row = (i: number) => Float64Array.from({ length: S.shape[1]! }, (_, j) => S.get(i, j));
  const L = Float64Array.from({ length: S.shape[0]! }, (_, i) => logSumExp(row(i)));
  return { O: matmul(attentionWeights(Q, K), V), L };
}

/** An exercise's side of the checks. */
export interface DeviceExercise {
  /** Where the solution first leaves the right path to O. */
  readonly firstStep: (traffic: Traffic, run: Run) => string | undefined;
  /** The closed form of its traffic, for K, V as long and wide as Q. */
  readonly counts: (N: number, d: number, Br: number, Bc: number) => Counts;
}

/** A check of what one array holds at the end. */
const ends = (
  name: "O" | "L",
  firstStep: DeviceExercise["firstStep"],
  definition: Omit<Check<Run>, "run">,
): Check<Run> =>
  check<Run>({
    ...definition,
    *run(run, call) {
      const { seen } = yield* call(devicePort({ ...run, sramElements: sramLimit(run) }), run.Br, run.Bc);
      const traffic = seen[0] as Traffic;
      const failure = compareArray(name, traffic, expected(run)[name]);
      if (!failure) return undefined;
      const step = firstStep(traffic, run);
      return { ...failure, io: ioOf(traffic, run), ...(step === undefined ? {} : { step }) };
    },
  });

/** The logarithms that FlashAttention-2 leaves, whatever its output is. */
export const logarithms = (firstStep: DeviceExercise["firstStep"], holds: readonly string[]): Check =>
  ends("L", firstStep, {
    id: "logarithms",
    title: "leaves m + ln ℓ of every row in L",
    holds,
    weight: 2,
    examples: [smallWalk, farBelow],
    inputs: runs,
    runs: 6,
  }) as Check;

/** Output on the walk, on anything, with scores far from zero; then traffic. */
export function deviceChecks(
  exercise: DeviceExercise,
  holds: Readonly<Record<string, readonly string[]>>,
): Check[] {
  const output = (definition: Omit<Check<Run>, "run">): Check<Run> =>
    ends("O", exercise.firstStep, { ...definition, holds: holds[definition.id] ?? [] });
  return [
    output({
      id: "walk",
      title: "is exact on 20 tokens, whose last blocks are short",
      weight: 2,
      examples: [smallWalk],
    }),
    output({ id: "any-blocks", title: "is exact for any sizes and blocks", weight: 2, inputs: runs }),
    output({
      id: "far-below",
      title: "is exact when scores are in the thousands, far below 0, and when they fall there from 1000",
      examples: [farBelow, falling, climbing],
      inputs: farRuns,
      runs: 6,
    }),
    check<Run>({
      id: "traffic",
      title: "moves exactly as many elements as the algorithm does",
      holds: holds.traffic ?? [],
      weight: 2,
      examples: [smallWalk, { ...walkTensors(12, 2), Br: 4, Bc: 3 }, { ...walkTensors(12, 2), Br: 3, Bc: 4 }],
      *run(run, call) {
        const { seen } = yield* call(devicePort({ ...run, sramElements: sramLimit(run) }), run.Br, run.Bc);
        const traffic = seen[0] as Traffic;
        const [N, d] = run.Q.shape as [number, number];
        const { reads, writes } = exercise.counts(N, d, run.Br, run.Bc);
        const io = ioOf(traffic, run);
        const message = trafficMessage(traffic, { reads, writes });
        if (message !== undefined) {
          const actual = { reads: traffic.reads, writes: traffic.writes };
          return { message, expected: { reads, writes }, actual, io };
        }
        // Traffic of the right size with other numbers in it is padding, not the algorithm.
        const step = exercise.firstStep(traffic, run);
        const failure = compareArray("O", traffic, expected(run).O);
        if (failure) return { ...failure, io, ...(step === undefined ? {} : { step }) };
        return step === undefined
          ? undefined
          : {
              message: "your solution moves as many elements as the algorithm does, but not its numbers",
              step,
              io,
            };
      },
    }),
    output({
      id: "one-block",
      title: "is exact with one block, and with blocks of one row",
      visibility: "hidden",
      examples: [
        { ...walkTensors(7, 3), Br: 100, Bc: 100 },
        { ...walkTensors(5, 2), Br: 1, Bc: 1 },
        { ...walkTensors(17, 2), Br: 1, Bc: 16 },
      ],
    }),
  ] as Check[];
}

/** A mistake is known by its output and its traffic; how SRAM was used is a matter of taste. */
export const telling =
  (...arrays: readonly ("O" | "L")[]) =>
  ({ seen }: Outcome): unknown => {
    const { reads, writes, ...traffic } = seen[0] as Traffic;
    return { reads, writes, arrays: arrays.map((name) => traffic[name]) };
  };

const ioOf = ({ reads, writes, peak }: Traffic, run: Run): Io => ({
  read: reads,
  written: writes,
  peak,
  limit: sramLimit(run),
});

function trafficMessage(traffic: Traffic, { reads, writes }: Counts): string | undefined {
  const part = (verb: string, is: number, should: number) =>
    is === should ? [] : [`${verb} ${is} elements, where the algorithm ${verb} ${should}`];
  const parts = [...part("reads", traffic.reads, reads), ...part("writes", traffic.writes, writes)];
  return parts.length === 0 ? undefined : `your solution ${parts.join(", and ")}`;
}

/** A column or matrix of HBM against what it should be, under its own name. */
function compareArray(name: "O" | "L", traffic: Traffic, should: Matrix | Float64Array): Failure | undefined {
  const data = traffic[name];
  if (!traffic.stores.some(({ array }) => array === name))
    return {
      message: `nothing was stored in \`mem.${name}\`; end with \`mem.store(…, mem.${name}, from, to)\``,
    };
  const [n, d] = should instanceof Float64Array ? [should.length, 0] : (should.shape as [number, number]);
  const actual = d === 0 ? Float64Array.from(data) : fromFunction([n, d], (i, k) => data[i * d + k]!);
  const message = difference(actual, should)?.replaceAll("result[", `${name}[`);
  return message === undefined ? undefined : { message, expected: should, actual };
}

/** "ℓ of row 3 should be 2, but is 4" for the first number of a store that is off; undefined when none is. */
export function wrongNumber(
  name: string,
  { from, to, data }: StoreEvent,
  should: ArrayLike<number>,
): string | undefined {
  const at = data.findIndex((x, k) => !(Math.abs(x - should[k]!) <= 1e-9 + 1e-7 * Math.abs(should[k]!)));
  if (at < 0) return undefined;
  const row = from + Math.floor(at / (data.length / (to - from)));
  return `${name} of row ${row} should be ${show(should[at]!)}, but is ${show(data[at]!)}`;
}
