import fc from "fast-check";
import { attention, attentionScores } from "long-attention/attention";
import { handExample, lshRounds, combineRounds as oracle, sharedExample } from "long-attention/lsh";
import { fromFunction, logSumExp, type Matrix, matrix, toRows } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths, matrixOf, queriesKeysValues, whole } from "../inputs.js";

type Input = [outs: Matrix[], lse: Float64Array[]];
type Parted = { Q: Matrix; K: Matrix; V: Matrix; part: number[]; rounds: number };

const { QK, V, R1, m } = sharedExample;
const rounds = lshRounds(QK, V, { rotations: [R1, handExample.R2], m });
const notebook: Input = [rounds.map(({ O }) => O), rounds.map(({ lse }) => lse)];

/** Attention's inputs, with every key in one of two or three parts. */
const parted: fc.Arbitrary<Parted> = fc
  .tuple(queriesKeysValues({ M: whole(2, 6) }), whole(2, 3))
  .chain(([[Q, K, V], rounds]) =>
    fc
      .array(whole(0, rounds - 1), { minLength: K.shape[0]!, maxLength: K.shape[0]! })
      .map((part) => ({ Q, K, V, part, rounds })),
  );

/** Each part's attention on its own; a part without keys has seen nothing. */
function roundsOf({ Q, K, V, part, rounds }: Parted): Input {
  const S = toRows(attentionScores(Q, K));
  const outs = Array.from({ length: rounds }, (_, r) =>
    attention(Q, K, V, { mask: fromFunction([Q.shape[0]!, part.length], (_, j) => Number(part[j] === r)) }),
  );
  const lse = outs.map((_, r) =>
    Float64Array.from(S, (row) => logSumExp(row.filter((_, j) => part[j] === r))),
  );
  return [outs, lse];
}

/** Two rounds and rows whose log-sum-exps lie near −1000, 0 or 1000, each row for itself. */
const far: fc.Arbitrary<Input> = fc
  .tuple(whole(2, 4), whole(1, 3))
  .chain(([T, dv]) =>
    fc.tuple(
      fc.array(matrixOf(T, dv), { minLength: 2, maxLength: 2 }),
      fc.array(fc.constantFrom(-1000, 0, 1000), { minLength: T, maxLength: T }),
      fc.array(fc.array(eighths(2), { minLength: T, maxLength: T }), { minLength: 2, maxLength: 2 }),
    ),
  )
  .map(([outs, level, lse]) => [outs, lse.map((row) => Float64Array.from(row, (x, i) => x + level[i]!))]);

/** Rounds with a log-sum-exp far from 0. */
const large: fc.Arbitrary<Input> = fc
  .tuple(whole(1, 4), whole(1, 3), whole(2, 3))
  .chain(([T, dv, rounds]) =>
    fc.tuple(
      fc.array(matrixOf(T, dv), { minLength: rounds, maxLength: rounds }),
      fc.array(fc.array(eighths(2), { minLength: T, maxLength: T }), {
        minLength: rounds,
        maxLength: rounds,
      }),
      fc.constantFrom(-2000, 2000),
    ),
  )
  .map(([outs, lse, shift]) => [outs, lse.map((row) => Float64Array.from(row, (x) => x + shift))]);

export const combineRounds: Exercise = {
  id: "06.5",
  name: "combineRounds",
  title: "Several rounds, one answer",
  points: 4,
  difficulty: "M",
  params: ["outs", "lse"],
  checks: [
    matches<Input>({
      id: "two-rounds",
      title: "combines two rounds over the notebook's eight vectors",
      holds: [
        "row i is the average of the rounds' rows i",
        "one O [T, dv] for each round",
        "one list of T numbers for each round",
        "[T, dv]",
      ],
      examples: [notebook],
      expect: (input) => oracle(...input),
    }),
    check<Parted>({
      id: "disjoint",
      title: "rounds that share the keys out among them give full attention",
      weight: 2,
      holds: ["If the rounds read different keys, that is exactly attention over all of them."],
      examples: [
        {
          Q: matrix([[2], [-1]]),
          K: matrix([[1], [0], [-1]]),
          V: matrix([
            [1, 0],
            [0, 1],
            [4, 2],
          ]),
          part: [0, 1, 1],
          rounds: 2,
        },
        { Q: matrix([[1]]), K: matrix([[1], [2]]), V: matrix([[4], [2]]), part: [1, 1], rounds: 2 },
      ],
      inputs: parted,
      *run(input, call) {
        const { value } = yield* call(...roundsOf(input));
        return wrong(value, attention(input.Q, input.K, input.V));
      },
    }),
    matches<Input>({
      id: "nothing-seen",
      title: "a row that saw nothing in any round is all zeros",
      needs: "two-rounds",
      holds: ["A round whose lse is −∞ saw", "a row that saw nothing in any round is all zeros."],
      examples: [
        [
          [matrix([[5], [7], [0]]), matrix([[3], [8], [0]])],
          [Float64Array.of(0, -Infinity, -Infinity), Float64Array.of(1, 2, -Infinity)],
        ],
        [[matrix([[0, 0]])], [Float64Array.of(-Infinity)]],
        [
          [matrix([[0], [4]]), matrix([[0], [2]]), matrix([[0], [6]])],
          [-Infinity, -Infinity, -Infinity].map((none, r) => Float64Array.of(none, r)),
        ],
      ],
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "far-rows",
      title: "gives every row a softmax of its own, though one saw e¹⁰⁰⁰ and the next e⁻¹⁰⁰⁰",
      holds: ["with weights softmax(lse over the rounds)"],
      examples: [
        [
          [matrix([[1], [1]]), matrix([[3], [3]])],
          [Float64Array.of(1000, 0), Float64Array.of(1000, 0)],
        ],
        [
          [matrix([[1], [1]]), matrix([[3], [3]])],
          [Float64Array.of(-1000, 0), Float64Array.of(-1001, 1)],
        ],
      ],
      inputs: far,
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "large",
      title: "survives sums as large as e²⁰⁰⁰, and as small as e⁻²⁰⁰⁰",
      visibility: "hidden",
      examples: [
        [
          [matrix([[1]]), matrix([[3]])],
          [Float64Array.of(2000), Float64Array.of(2001)],
        ],
        [
          [matrix([[1]]), matrix([[3]])],
          [Float64Array.of(-2000), Float64Array.of(-2001)],
        ],
      ],
      inputs: large,
      runs: 8,
      expect: (input) => oracle(...input),
    }),
  ],
  background: ["Each round gives an output and, for every row,"],
  mutants: [
    {
      id: "mean",
      misconception:
        "You take the plain mean of the rounds. A round that saw much weight must count for more: its share is $e^{\\mathrm{lse}}$.",
      solution: combined((lse) => lse.map(() => 1 / lse.length)),
    },
    {
      id: "largest-round",
      misconception:
        "You keep only the round with the largest log-sum-exp. The others saw keys too; weigh them all, with softmax(lse).",
      solution: combined((lse) => lse.map((_, r) => Number(r === lse.indexOf(Math.max(...lse))))),
    },
    {
      id: "raw-exponentials",
      misconception:
        "You exponentiate the log-sum-exps as they are: large ones overflow, and small ones vanish, to 0/0. Subtract the row's largest first.",
      solution: combined((lse) => {
        const e = lse.map(Math.exp);
        const sum = total(e);
        return sum === 0 && Math.max(...lse) === -Infinity ? e : e.map((part) => part / sum);
      }),
    },
    {
      id: "weights-of-logs",
      misconception:
        "You weigh the rounds by the log-sum-exps themselves. They are logarithms; the weight that a round has seen is $e^{\\mathrm{lse}}$.",
      solution: combined((lse) =>
        lse.map((x) => (x === -Infinity ? 0 : x / total(lse.filter(Number.isFinite)))),
      ),
    },
    {
      id: "one-weight-a-round",
      misconception:
        "You use the weights of row 0 for all rows. A round may have found a row's neighbours and missed another's: every row has a softmax of its own.",
      solution: (outs: readonly Matrix[], lse: readonly Float64Array[]) =>
        combined(softmax)(
          outs,
          lse.map((row) => row.map(() => row[0]!)),
        ),
    },
    {
      id: "not-normalised",
      misconception:
        "You add the rounds up with weights that do not sum to 1. Divide by the sum of the exponentials.",
      solution: combined((lse) => {
        const m = Math.max(...lse);
        return lse.map((x) => (m === -Infinity ? 0 : Math.exp(x - m)));
      }),
    },
    {
      id: "nothing-is-not-a-number",
      misconception:
        "A row that saw nothing in any round has −∞ for its largest log-sum-exp, and −∞ − (−∞) is not a number. Give such a row zeros.",
      solution: combined((lse) => {
        const e = lse.map((x) => Math.exp(x - Math.max(...lse)));
        return e.map((part) => part / total(e));
      }),
    },
    {
      id: "global-maximum",
      misconception:
        "You subtract one maximum from all rows. A row far below it vanishes to 0/0, or to zeros: subtract each row's own largest.",
      solution: (outs: readonly Matrix[], lse: readonly Float64Array[]) => {
        const m = Math.max(...lse.flatMap((row) => [...row]));
        return combined((own) => byMaximum(own, m))(outs, lse);
      },
    },
    {
      id: "maximum-of-the-round",
      misconception:
        "You subtract each round's own maximum. That shifts rounds against one another; subtract one number from all rounds of a row, its largest.",
      solution: (outs: readonly Matrix[], lse: readonly Float64Array[]) =>
        combined((own) => byMaximum(own, Math.max(...own)))(
          outs,
          lse.map((row) => {
            const m = Math.max(...row);
            return m === -Infinity ? row : row.map((x) => x - m);
          }),
        ),
    },
    {
      id: "maximum-from-zero",
      misconception:
        "Your maximum begins at 0. When a row's log-sum-exps are far below 0, all exponentials vanish: begin at −∞.",
      solution: combined((lse) => byMaximum(lse, Math.max(0, ...lse))),
    },
    {
      id: "minus-the-first",
      misconception:
        "You subtract the first round's log-sum-exp and not the row's largest. A later round can be so much larger that its exponential overflows, and the first can be −∞.",
      solution: combined((lse) => byMaximum(lse, lse[0]!)),
    },
    {
      id: "two-rounds-only",
      misconception: "You combine the first two rounds only. There may be more: all of them have a weight.",
      solution: (outs: readonly Matrix[], lse: readonly Float64Array[]) =>
        combined(softmax)(outs.slice(0, 2), lse.slice(0, 2)),
    },
  ],
};

const total = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);

function softmax(x: readonly number[]): number[] {
  const m = Math.max(...x);
  if (m === -Infinity) return x.map(() => 0);
  const e = x.map((part) => Math.exp(part - m));
  return e.map((part) => part / total(e));
}

/** A softmax that subtracts m; zeros where all exponentials vanish. */
function byMaximum(lse: readonly number[], m: number): number[] {
  if (Math.max(...lse) === -Infinity) return lse.map(() => 0);
  const e = lse.map((x) => Math.exp(x - m));
  return e.map((part) => part / total(e));
}

/** The rounds' rows, averaged with weights that are made from the row's log-sum-exps. */
function combined(weigh: (lse: readonly number[]) => number[]) {
  return (outs: readonly Matrix[], lse: readonly Float64Array[]): Matrix => {
    const [T, dv] = outs[0]!.shape as [number, number];
    const weights = Array.from({ length: T }, (_, i) => weigh(lse.map((row) => row[i]!)));
    return fromFunction([T, dv], (i, c) => total(outs.map((O, r) => weights[i]![r]! * O.get(i, c))));
  };
}
