import fc from "fast-check";
import {
  keyLists,
  sparseAttention as overPattern,
  patternFromKeys,
  windowPattern,
} from "long-attention/sparse";
import { dot, type Matrix, softmax, testTensors, toRows, zeros } from "long-attention/tensor";
import { check, type Exercise, gridOf, matches } from "../../engine/index.js";
import { type Calls, functionPort } from "../../ports/index.js";
import { matrixOf, whole } from "../inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix, keys: number[][]];
type Dot = (x: ArrayLike<number>, y: ArrayLike<number>) => number;

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

/** Counts its calls; takes vectors of any kind. */
const countingDot = functionPort(
  () =>
    (...[x, y]) =>
      dot(gridOf(x)?.data ?? [], gridOf(y)?.data ?? []),
);

const args = (input: Input) => [...input, countingDot];
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
      examples: [window3],
      args,
      expect,
    }),
    matches<Input>({
      id: "any-lists",
      title: "equals masked attention for any lists, empty ones included",
      weight: 2,
      inputs: inputs(),
      args,
      expect,
    }),
    check<Input>({
      id: "dot-calls",
      title: "calls dot once for each pair in the lists, and for no other",
      weight: 3,
      examples: [window3],
      inputs: inputs(),
      runs: 6,
      *run(input, call) {
        const { seen } = yield* call(...args(input));
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
      id: "large-scores",
      title: "survives scores in the thousands",
      visibility: "hidden",
      inputs: inputs(400),
      args,
      expect,
    }),
  ],
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
  ],
};

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

const places = <X>(n: number, f: (i: number) => X): X[] => Array.from({ length: n }, (_, i) => f(i));
