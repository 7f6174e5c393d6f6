import fc from "fast-check";
import { indexScores as oracle } from "long-attention/select";
import {
  dot,
  fromFunction,
  type Matrix,
  matrix,
  softmax,
  testEntry,
  testTensors,
  toRows,
} from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { eighths, matrixOf, whole } from "../inputs.js";

type Input = [q: Matrix, w: number[], K: Matrix];

/** The notebook's example: two index heads of query t, and the keys that it may see. */
const notebook = (t: number): Input => [
  fromFunction([2, 4], (h, c) => testEntry.Q(t + 5 * h, c)),
  [0, 1].map((h) => (((7 * t + 3 * h) % 5) - 2) / 2),
  testTensors(t + 1, 4).K,
];

const inputs = (heads: fc.Arbitrary<number>, weight: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(heads, whole(2, 5), whole(2, 6))
    .chain(([H, d, T]) =>
      fc.tuple(matrixOf(H, d), fc.array(weight, { minLength: H, maxLength: H }), matrixOf(T, d)),
    );

const expect = (input: Input) => oracle(...input);

export const indexScores: Exercise = {
  id: "11.3",
  name: "indexScores",
  title: "A lightning indexer",
  points: 4,
  difficulty: "M",
  params: ["q", "w", "K"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "gives the scores of notebook 11, with seven exact zeros for query 11",
      holds: ["The score is the sum of what the heads give, each times its weight", "one score for each key"],
      examples: [notebook(5), notebook(11)],
      expect,
    }),
    matches<Input>({
      id: "cut-each",
      title: "lets a head that disagrees say nothing, before it is weighed and added",
      weight: 2,
      holds: [
        "each of the query's index heads gives its dot product with the key, and 0 where that is negative",
        "q [H, d] the index heads of one query, one a row",
        "K [T, d] one index key a token, the same for all heads",
      ],
      examples: [
        [
          matrix([
            [1, 0],
            [-2, 1],
          ]),
          [1, 1],
          matrix([
            [1, 0],
            [0, 1],
            [-1, -1],
          ]),
        ],
        [
          matrix([[1, -2, 1]]),
          [2],
          matrix([
            [1, 0, 0],
            [0, 1, 0],
            [1, 1, 1],
          ]),
        ],
      ],
      inputs: inputs(whole(1, 4), eighths(2).map(Math.abs)),
      expect,
    }),
    matches<Input>({
      id: "weights",
      title: "uses weights as they come, of either sign",
      holds: ["Weights are used as they come: negative ones are meant", "w one weight for each head"],
      examples: [
        [
          matrix([
            [1, 0],
            [0, 1],
          ]),
          [-1, 0.5],
          matrix([
            [1, 1],
            [2, 0],
            [0, 4],
          ]),
        ],
        [
          matrix([
            [2, 1],
            [1, 1],
            [-1, 3],
          ]),
          [0, -3, 2],
          matrix([
            [1, 1],
            [1, -1],
          ]),
        ],
      ],
      inputs: inputs(whole(2, 4), eighths(2)),
      expect,
    }),
    matches<Input>({
      id: "other-sizes",
      title: "works for one head, and for three heads of five numbers",
      visibility: "hidden",
      examples: [
        [
          matrix([[-1, 2]]),
          [-0.5],
          matrix([
            [1, 1],
            [3, 1],
          ]),
        ],
        [fromFunction([3, 5], (h, c) => testEntry.Q(h, c)), [1, -2, 0.5], testTensors(4, 5).K],
      ],
      inputs: inputs(fc.constantFrom(1, 3), eighths(3)),
      expect,
    }),
  ],
  background: ["DeepSeek's indexer scores every key before attention reads a few"],
  mutants: [
    {
      id: "relu-after-sum",
      misconception:
        "You cut the sum at 0. Each head is cut before it is weighed: one that disagrees must not take away what another gives.",
      solution: scored((products, w) => Math.max(0, weighed(products, w))),
    },
    {
      id: "no-relu",
      misconception:
        "You do not cut negative products. A head that disagrees says nothing, not “less”: it counts 0.",
      solution: scored(weighed),
    },
    {
      id: "relu-on-weights",
      misconception:
        "You cut negative weights at 0. A negative weight is meant: it takes away from the score.",
      solution: scored((products, w) => weighed(products.map(cut), w.map(cut))),
    },
    {
      id: "relu-on-weighted",
      misconception:
        "You weigh first and cut then. So a head with a negative weight never takes anything away; cut the product, then weigh it.",
      solution: scored((products, w) => sum(products.map((x, h) => cut(x * w[h]!)))),
    },
    {
      id: "softmax-weights",
      misconception: "You put the weights through a softmax. They are used as they come, negative ones too.",
      solution: scored((products, w) => weighed(products.map(cut), Array.from(softmax(w)))),
    },
    {
      id: "absolute",
      misconception: "You take the products without their sign. Negative ones count 0.",
      solution: scored((products, w) => weighed(products.map(Math.abs), w)),
    },
    {
      id: "adds-scale",
      misconception: "You divide by √d. All constants are in the weights already.",
      solution: scored((products, w, d) => weighed(products.map(cut), w) / Math.sqrt(d)),
    },
    {
      id: "mean-of-heads",
      misconception:
        "You divide by the number of heads. The score is their sum; what should divide it is in the weights.",
      solution: scored((products, w) => weighed(products.map(cut), w) / products.length),
    },
    {
      id: "first-head",
      misconception: "You use the first head only. All heads give, each times its weight.",
      solution: scored((products, w) => cut(products[0]!) * w[0]!),
    },
    {
      id: "entries-cut",
      misconception:
        "You cut each product of two numbers at 0 before you add them up. The dot product is cut, once, when it is complete.",
      solution: (q: Matrix, w: ArrayLike<number>, K: Matrix) =>
        Float64Array.from(toRows(K), (key) =>
          sum(toRows(q).map((head, h) => w[h]! * sum(head.map((x, c) => cut(x * key[c]!))))),
        ),
    },
  ],
};

function sum(x: readonly number[]): number {
  return x.reduce((a, b) => a + b, 0);
}
function cut(x: number): number {
  return Math.max(0, x);
}
function weighed(products: readonly number[], w: readonly number[]): number {
  return sum(products.map((x, h) => x * w[h]!));
}

/** Each key's score from its products with the heads, their weights, and how long a head is. */
function scored(score: (products: readonly number[], w: number[], d: number) => number) {
  return (q: Matrix, w: ArrayLike<number>, K: Matrix): Float64Array => {
    const heads = toRows(q);
    return Float64Array.from(toRows(K), (key) =>
      score(
        heads.map((head) => dot(head, key)),
        Array.from(w),
        key.length,
      ),
    );
  };
}
