import fc from "fast-check";
import {
  keyLists,
  sparseAttention as overPattern,
  patternFromKeys,
  windowPattern,
} from "long-attention/sparse";
import {
  dot,
  fromFunction,
  type Matrix,
  matrix,
  softmax,
  testTensors,
  toRows,
  zeros,
} from "long-attention/tensor";
import { check, type Exercise, gridOf, matches, wrong } from "../../engine/index.js";
import { type Calls, functionPort } from "../../ports/index.js";
import { matrixOf, whole } from "../inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix, keys: number[][]];
type Dot = (x: ArrayLike<number>, y: ArrayLike<number>) => number;

const places = <X>(n: number, f: (i: number) => X): X[] => Array.from({ length: n }, (_, i) => f(i));

const sentence = testTensors(6, 4);
const window3: Input = [sentence.Q, sentence.K, sentence.V, keyLists(windowPattern(6, 3))];

/** Each query reads some of the keys, perhaps none, in any order. */
const inputs = (most = 3): fc.Arbitrary<Input> =>
  fc
    .tuple(whole(1, 6), whole(2, 7), whole(1, 5), whole(1, 4))
    .chain(([N, M, d, dv]) =>
      fc.tuple(
        matrixOf(N, d, most),
        matrixOf(M, d, most),
        matrixOf(M, dv, most),
        fc.array(fc.shuffledSubarray(places(M, (j) => j)), { minLength: N, maxLength: N }),
      ),
    );

const large = testTensors(9, 4);

/** One query whose scores are all in the thousands, above 0 or below. */
const far = (sign: number): Input => [
  matrix([[sign * 2000, 0]]),
  matrix([
    [1, 0],
    [1.001, 0],
    [2, 0],
  ]),
  matrix([[1], [2], [4]]),
  [[0, 1]],
];

/** Counts its calls; takes vectors of any kind. */
const countingDot = (factor = 1) =>
  functionPort(
    () =>
      (...[x, y]) =>
        factor * dot(gridOf(x)?.data ?? [], gridOf(y)?.data ?? []),
  );

const scaled = (A: Matrix, factor: number): Matrix =>
  fromFunction([A.shape[0]!, A.shape[1]!], (i, j) => factor * A.get(i, j));

const args = (input: Input) => [...input, countingDot()];
const expect = ([Q, K, V, keys]: Input) => overPattern(Q, K, V, patternFromKeys(keys, K.shape[0]!));

export const sparseAttention: Exercise = {
  id: "04.6",
  name: "sparseAttention",
  title: "Attention over lists of keys",
  points: 5,
  difficulty: "M",
  params: ["Q", "K", "V", "keys", "dot"],
  checks: [
    matches<Input>({
      id: "sentence",
      title: "gives the sentence's output with a window of three",
      holds: ["So compute only what is read", "[N, d] queries", "[M, d] keys", "[M, dv] values", "[N, dv]"],
      examples: [window3],
      args,
      expect,
    }),
    matches<Input>({
      id: "any-lists",
      title: "equals masked attention for any lists, empty ones included",
      weight: 2,
      holds: ["A query with an empty list gets zeros.", "distinct keys, in any order"],
      inputs: inputs(),
      args,
      expect,
    }),
    matches<Input>({
      id: "large-scores",
      title: "survives scores in the thousands, far above 0 and far below",
      examples: [far(1), far(-1)],
      inputs: inputs(400),
      args,
      expect,
    }),
    check<Input>({
      id: "dot-calls",
      title: "takes every product from dot, which it calls once for each pair in the lists",
      weight: 3,
      holds: ["Every product of a query and a key goes through `dot`", "the dot product of two vectors"],
      examples: [window3],
      inputs: inputs(),
      runs: 6,
      *run(input, call) {
        // Twice the product is what queries twice as long would give; only who uses what dot says can know.
        const [Q, K, V, keys] = input;
        const { value, seen } = yield* call(...input, countingDot(2));
        const failure = wrong(value, expect([scaled(Q, 2), K, V, keys]));
        if (failure)
          return {
            ...failure,
            message: `\`dot\` gave twice the product here, to see that the output comes from it; ${failure.message}`,
          };
        const { calls } = seen[0] as Calls;
        const nnz = input[3].flat().length;
        if (calls === nnz) return undefined;
        return {
          message: `\`dot\` was called ${calls} times, but the lists hold ${nnz} pairs`,
          expected: nnz,
          actual: calls,
        };
      },
    }),
    matches<Input>({
      id: "few-and-many",
      title: "copes with lists of one key and of all, and with more keys than queries",
      visibility: "hidden",
      examples: [
        [large.Q, large.K, large.V, places(9, (i) => (i % 2 === 0 ? [8 - i] : places(9, (j) => j)))],
        [window3[0], large.K, large.V, [[8], [], [7, 0], [], [3], [6, 5, 4]]],
      ],
      args,
      expect,
    }),
  ],
  background: ["A mask saves nothing when all scores are computed first."],
  mutants: [
    {
      id: "dense-then-mask",
      misconception:
        "You compute the scores of all pairs and mask them afterwards. The result is right, but nothing is saved: loop over the keys in each query's list only.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) => {
        const S = toRows(Q).map((q) => toRows(K).map((k) => dot(q, k)));
        return attend(Q, K, V, keys, (_q, _k, i, j) => S[i]![j]!);
      },
    },
    {
      id: "zero-scores",
      misconception:
        "Keys outside the list take part with a score of 0, and $e^0 = 1$ is a weight like any other. The softmax runs over the keys in the list alone.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, {
          weights: (scores) => {
            const others = new Array<number>(K.shape[0]! - scores.length).fill(0);
            return softmax([...scores, ...others]);
          },
        }),
    },
    {
      id: "global-softmax",
      misconception:
        "One softmax runs over the scores of all queries together. Every query spreads a weight of 1 over its own list.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) => {
        const [q, k] = [toRows(Q), toRows(K)];
        const scores = keys.map((J, i) => J.map((j) => dot(q[i]!, k[j]!) / Math.sqrt(Q.shape[1]!)));
        const all = softmax(scores.flat());
        let next = 0;
        return attend(Q, K, V, keys, () => 0, {
          weights: (own) => {
            next += own.length;
            return all.slice(next - own.length, next);
          },
        });
      },
    },
    {
      id: "no-scale",
      misconception: "You do not scale the scores; divide each dot product by √d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { scale: () => 1 }),
    },
    {
      id: "scale-by-list",
      misconception:
        "You scale by the root of the list's length. The scale belongs to the length d of a query, not to the number of keys that it reads.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { scale: (_d, n) => 1 / Math.sqrt(n) }),
    },
    {
      id: "value-by-place",
      misconception:
        "You pair the weights with the first rows of V: weight t with value t. Weight t belongs to key J[t], so its value is row J[t].",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { value: (_j, t) => t }),
    },
    {
      id: "scores-twice",
      misconception:
        "You compute every score twice, perhaps once for the maximum and once for the exponent. Keep the scores of the list; it is short.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, (q, k) => (dot(q, k) + dot(q, k)) / 2),
    },
    {
      id: "own-dot",
      misconception:
        "You multiply without `dot`, so nobody can count your products. Let every product of a query and a key go through it.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][]) => attend(Q, K, V, keys, dot),
    },
    {
      id: "unstable",
      misconception:
        "Your softmax overflows for large scores; subtract the largest score of the list first, as in 00.1.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, {
          weights: (scores) => {
            const e = scores.map(Math.exp);
            const sum = e.reduce((a, b) => a + b, 0);
            return e.map((part) => part / sum);
          },
        }),
    },
    {
      id: "calls-for-show",
      misconception:
        "You call `dot`, but compute with products of your own. What `dot` gives must be what the softmax gets.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], count: Dot) =>
        attend(Q, K, V, keys, (q, k) => {
          count(q, k);
          return dot(q, k);
        }),
    },
    {
      id: "scale-by-dv",
      misconception:
        "You scale by the root of dv, the width of the values. Scores are sums of d products of queries and keys: divide by √d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { scale: () => 1 / Math.sqrt(V.shape[1]!) }),
    },
    {
      id: "scale-by-keys",
      misconception:
        "You scale by the root of the number of keys. The scale belongs to the length d of a query and a key.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { scale: () => 1 / Math.sqrt(K.shape[0]!) }),
    },
    {
      id: "maximum-from-zero",
      misconception:
        "Your maximum begins at 0. When all scores are far below 0, every exponential vanishes, and 0/0 is not a number: begin at −∞.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { weights: (scores) => weightsBelow(scores, Math.max(0, ...scores)) }),
    },
    {
      id: "minus-the-first",
      misconception:
        "You subtract the first score of the list and not the largest. A later one can be so much larger that its exponential overflows.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
        attend(Q, K, V, keys, dot, { weights: (scores) => weightsBelow(scores, scores[0] ?? 0) }),
    },
    {
      id: "empty-list-mean",
      misconception:
        "A query with an empty list gets the mean of the values. It reads nothing: its row is all zeros.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) => {
        const O = attend(Q, K, V, keys, dot);
        const rows = toRows(V);
        keys.forEach((J, i) => {
          if (J.length > 0) return;
          for (let c = 0; c < V.shape[1]!; c++)
            O.set(i, c, rows.reduce((sum, row) => sum + row[c]!, 0) / rows.length);
        });
        return O;
      },
    },
  ],
};

/** A softmax that subtracts m. */
function weightsBelow(scores: readonly number[], m: number): number[] {
  const e = scores.map((score) => Math.exp(score - m));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
}

interface Bend {
  readonly scale?: (d: number, n: number) => number;
  readonly weights?: (scores: number[]) => ArrayLike<number>;
  /** The row of V that goes with key j, the t-th of the list. */
  readonly value?: (j: number, t: number) => number;
}

/** Attention over lists with one step bent. */
function attend(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  keys: number[][],
  dot: (q: number[], k: number[], i: number, j: number) => number,
  { scale = (d) => 1 / Math.sqrt(d), weights = softmax, value = (j) => j }: Bend = {},
): Matrix {
  const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
  const O = zeros([q.length, V.shape[1]!]);
  keys.forEach((J, i) => {
    const factor = scale(Q.shape[1]!, J.length);
    const p = weights(J.map((j) => factor * dot(q[i]!, k[j]!, i, j)));
    J.forEach((j, t) => {
      v[value(j, t)]!.forEach((x, c) => void O.set(i, c, O.get(i, c) + p[t]! * x));
    });
  });
  return O;
}
