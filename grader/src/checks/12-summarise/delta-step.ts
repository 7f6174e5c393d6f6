import fc from "fast-check";
import { deltaStep as oracle } from "long-attention/linear";
import { fromFunction, type Matrix, matrix, toRows } from "long-attention/tensor";
import { check, type Exercise, matches } from "../../engine/index.js";
import { eighths, matrixOf, whole } from "../inputs.js";

type Input = [S: Matrix, k: number[], v: number[], alpha: number, beta: number];

const once = matrix([
  [1, 2],
  [0, 0],
]);
const list = (n: number) => fc.array(eighths(2), { minLength: n, maxLength: n });
const part = whole(1, 16).map((x) => x / 16);

const inputs = (alpha: fc.Arbitrary<number>, beta: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(whole(2, 4), whole(2, 4))
    .chain(([d, dv]) => fc.tuple(matrixOf(d, dv, 2), list(d), list(dv), alpha, beta));

const expect = (input: Input) => toRows(oracle(...input));

const square = fromFunction([3, 3], (a, e) => (2 * a - e) / 2);

export const deltaStep: Exercise = {
  id: "12.3",
  name: "deltaStep",
  title: "Overwrite",
  points: 4,
  difficulty: "M",
  params: ["S", "k", "v", "alpha", "beta"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "writes (5, −3) over (1, 2), and half of the difference with β = ½",
      holds: [
        "the key reads what it finds in",
        "v minus what was found, is written at k",
        "S [d, dv] the state before",
        "beta how strongly to write, from 0 to 1",
      ],
      examples: [
        [once, [1, 0], [5, -3], 1, 1],
        [once, [1, 0], [5, -3], 1, 0.5],
      ],
      expect,
    }),
    matches<Input>({
      id: "any-step",
      title: "works for any state, key and value, with decay",
      weight: 2,
      holds: [
        "first lets the old state fade by α",
        "row a, column e gains k_a times that of e",
        "k d numbers",
        "v dv numbers",
        "alpha how much of the old state stays",
        "the d rows of the new state",
      ],
      examples: [
        [square, [0.5, -1, 2], [1, 0, -2], 0.5, 0.25],
        [fromFunction([2, 3], (a, e) => a + e), [1, -1], [2, 0.5, 1], 0.75, 0.5],
      ],
      inputs: inputs(part, part),
      expect,
    }),
    check<Input>({
      id: "unchanged",
      title: "leaves the state that it was given as it is",
      needs: "worked",
      holds: ["Leave the S that you were given as it is"],
      examples: [[square, [0.5, -1, 2], [1, 0, -2], 0.5, 0.25]],
      inputs: inputs(part, part),
      runs: 4,
      *run(input, call) {
        const { after } = yield* call(...input);
        if (after[0] === undefined) return undefined;
        return {
          message: "`S` was changed; the caller still needs it, so make a new state",
          expected: input[0],
          actual: after[0],
        };
      },
    }),
    matches<Input>({
      id: "full",
      title: "reads a unit key's value back when α = β = 1, and writes nothing with β = 0",
      visibility: "hidden",
      examples: [
        [square, [0, 1, 0], [4, 5, 6], 1, 1],
        [square, [1, 2, 0], [4, 5, 6], 0.5, 0],
      ],
      inputs: inputs(fc.constant(1), fc.constant(1)),
      expect,
    }),
  ],
  background: ["A state that adds cannot overwrite"],
  mutants: [
    {
      id: "error-before-decay",
      misconception:
        "You read from the state before it has faded. The error is taken against the faded state: first α, then the difference.",
      solution: slip({ found: (s) => s }),
    },
    {
      id: "adds",
      misconception:
        "You write v itself. Subtract first what k already reads, or a second value is added to the first.",
      solution: slip({ found: () => 0 }),
    },
    {
      id: "beta-on-v-only",
      misconception: "You weigh v alone by β. β weighs the whole difference, v minus what was found.",
      solution: (S: Matrix, k: readonly number[], v: readonly number[], alpha: number, beta: number) =>
        toRows(
          oracle(
            S,
            k,
            v.map((x) => beta * x),
            alpha,
            1,
          ),
        ),
    },
    {
      id: "decays-write",
      misconception: "You let what is written now fade as well. Only the old state fades.",
      solution: slip({ write: (alpha, beta) => alpha * beta }),
    },
    {
      id: "transposed",
      misconception:
        "Rows and columns are exchanged in what you write. Row a, column e gains k_a times the difference at e.",
      solution: slip({
        outer: (k, error, a, e) => (k[e] ?? 0) * (error[a] ?? 0),
      }),
    },
    {
      id: "no-decay",
      misconception: "The old state does not fade in yours. Multiply it by α first.",
      solution: (S: Matrix, k: readonly number[], v: readonly number[], _alpha: number, beta: number) =>
        toRows(oracle(S, k, v, 1, beta)),
    },
    {
      id: "no-beta",
      misconception: "You write the whole difference. Multiply it by β.",
      solution: slip({ write: () => 1 }),
    },
    {
      id: "wrong-sign",
      misconception: "You add what was found to v. Take it away: what is written is v minus what was found.",
      solution: slip({ found: (s, alpha) => -alpha * s }),
    },
    {
      id: "writes-into-S",
      misconception:
        "You write into the state that you were given. The result is right, but the caller still needs the old one: make a new one.",
      solution: (S: Matrix, k: readonly number[], v: readonly number[], alpha: number, beta: number) => {
        const next = toRows(oracle(S, k, v, alpha, beta));
        next.forEach((row, a) => {
          row.forEach((x, e) => S.set(a, e, x));
        });
        return next;
      },
    },
  ],
};

/** What a slip does otherwise; all else is right. */
interface Slip {
  readonly found?: (s: number, alpha: number) => number;
  readonly write?: (alpha: number, beta: number) => number;
  readonly outer?: (k: readonly number[], error: readonly number[], a: number, e: number) => number;
}

function slip({
  found = (s, alpha) => alpha * s,
  write = (_alpha, beta) => beta,
  outer = (k, error, a, e) => k[a]! * error[e]!,
}: Slip) {
  return (S: Matrix, k: readonly number[], v: readonly number[], alpha: number, beta: number): number[][] => {
    const rows = toRows(S);
    const error = v.map((x, e) => x - k.reduce((sum, y, a) => sum + y * found(rows[a]![e]!, alpha), 0));
    return rows.map((row, a) => row.map((s, e) => alpha * s + write(alpha, beta) * outer(k, error, a, e)));
  };
}
