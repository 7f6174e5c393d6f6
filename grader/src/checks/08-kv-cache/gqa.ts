import fc from "fast-check";
import { head, multiHeadAttention, groupedQueryAttention as oracle } from "long-attention/attention";
import { columns, fromFunction, type Matrix, sideBySide, testTensors } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { attend, type Bend } from "../00-attention/attend.js";
import { matrixOf, whole } from "../inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix, H: number, G: number];

const four = testTensors(6, 16); // 4 heads of 4

/** `group` query heads to each of G key-value heads. */
const inputs = (groups: fc.Arbitrary<[G: number, group: number]>, most = 3): fc.Arbitrary<Input> =>
  fc.tuple(groups, whole(1, 4), whole(1, 4), whole(1, 3), whole(1, 3)).chain(([[G, group], N, M, d, dv]) => {
    const H = G * group;
    return fc.tuple(
      matrixOf(N, H * d, most),
      matrixOf(M, G * d, most),
      matrixOf(M, G * dv, most),
      fc.constant(H),
      fc.constant(G),
    );
  });

/** Two to four key-value heads with no more readers each than there are of them. */
const grouped = whole(2, 4).chain((G) => fc.tuple(fc.constant(G), whole(2, G)));

const example = (H: number, G: number): Input => {
  const { Q, K, V } = testTensors(5, 2 * H);
  return [Q, columns(K, 0, 2 * G), columns(V, 0, G), H, G];
};

/** All scores lie thousands below 0. */
const farBelow: Input = [
  fromFunction([2, 8], () => 50),
  fromFunction([3, 4], (j) => -50 - j / 8),
  fromFunction([3, 2], (j, c) => j + c),
  4,
  2,
];

const expect = (input: Input) => oracle(...input);

export const gqa: Exercise = {
  id: "08.4",
  name: "gqa",
  title: "Heads that share",
  points: 5,
  difficulty: "M",
  params: ["Q", "K", "V", "H", "G"],
  checks: [
    matches<Input>({
      id: "multi-head",
      holds: ["Heads are slices of neighbouring columns", "There is no mask", "H query heads"],
      title: "with as many key-value heads as query heads, is multi-head attention",
      examples: [[four.Q, four.K, four.V, 4, 4]],
      inputs: inputs(fc.tuple(whole(1, 4), fc.constant(1))),
      runs: 6,
      expect: ([Q, K, V, H]) => multiHeadAttention(Q, K, V, H),
    }),
    matches<Input>({
      id: "groups",
      holds: [
        "H query heads read G key-value heads, G divides H, and neighbours share",
        "Q [N, H·d] queries",
        "K [M, G·d] keys",
        "V [M, G·dv] values",
        "G key-value heads",
        "[N, H·dv]",
      ],
      title: "lets neighbours share, in the notebook's two groups and in any others",
      weight: 2,
      examples: [[four.Q, columns(four.K, 0, 8), columns(four.V, 0, 8), 4, 2], example(8, 4), example(9, 3)],
      inputs: inputs(grouped),
      expect,
    }),
    matches<Input>({
      id: "one-for-all",
      holds: ["Query heads may share what is cached"],
      title: "lets all query heads read a single key-value head",
      examples: [example(3, 1)],
      inputs: inputs(fc.tuple(fc.constant(1), whole(2, 4))),
      runs: 6,
      expect,
    }),
    matches<Input>({
      id: "large-scores",
      title: "survives scores in the thousands",
      examples: [farBelow],
      inputs: inputs(grouped, 400),
      runs: 6,
      expect,
    }),
    check<Input>({
      id: "copies",
      title: "is the same when every key-value head is written out again for each of its readers",
      visibility: "hidden",
      examples: [example(6, 3)],
      inputs: inputs(grouped),
      runs: 6,
      *run(input, call) {
        const [Q, K, V, H, G] = input;
        const copied = (A: Matrix) =>
          sideBySide(Array.from({ length: H }, (_, h) => head(A, Math.floor((h * G) / H), G)));
        const shared = yield* call(...input);
        const failure = wrong(shared.value, oracle(...input));
        if (failure) return failure;
        const written = yield* call(Q, copied(K), copied(V), H, H);
        return wrong(written.value, shared.value);
      },
    }),
  ],
  mutants: [
    {
      id: "in-turn",
      misconception:
        "You deal the key-value heads out in turn, h mod G. Neighbours share: query head h reads ⌊h / (H/G)⌋.",
      solution: byHeads((h, _, G) => h % G),
    },
    {
      id: "divides-by-groups",
      misconception:
        "You compute ⌊h / G⌋. A group has H/G query heads, so it is ⌊h / (H/G)⌋; G is the number of groups, not their size.",
      solution: byHeads((h, _, G) => Math.floor(h / G)),
    },
    {
      id: "scale-by-d-model",
      misconception:
        "You scale by the root of all of Q's columns. A head's dot products have d = columns / H terms: scale by 1/√d.",
      solution: (...input: Input) =>
        byHeads(shares, { scale: () => 1 / Math.sqrt(input[0].shape[1]!) })(...input),
    },
    {
      id: "scale-by-keys",
      misconception:
        "You scale by the root of all of K's columns. A head has d of them, the columns of K divided by G: scale by 1/√d.",
      solution: (...input: Input) =>
        byHeads(shares, { scale: () => 1 / Math.sqrt(input[1].shape[1]!) })(...input),
    },
    {
      id: "first-head",
      misconception:
        "All your query heads read key-value head 0. That is right for G = 1 only; with G of them, query head h reads ⌊h / (H/G)⌋.",
      solution: byHeads(() => 0),
    },
    {
      id: "order-of-outputs",
      misconception:
        "Your outputs stand in another order: first one query head of every group, then the next of every group. Put them side by side as the query heads come, 0 to H − 1.",
      solution: (...[Q, K, V, H, G]: Input) => {
        const O = oracle(Q, K, V, H, G);
        return sideBySide(
          Array.from({ length: H }, (_, place) => head(O, (place % G) * (H / G) + Math.floor(place / G), H)),
        );
      },
    },
    {
      id: "unstable",
      misconception:
        "Your softmax overflows for large scores; subtract the row's largest score first, as in 00.1.",
      solution: byHeads(shares, {
        softmax: (row) => {
          const e = row.map(Math.exp);
          const sum = e.reduce((a, b) => a + b, 0);
          return e.map((part) => part / sum);
        },
      }),
    },
    {
      id: "causal",
      misconception: "You apply a causal mask. There is none here: every query reads all keys.",
      solution: byHeads(shares, {
        scores: (row, i) => row.map((score, j) => (j <= i ? score : -Infinity)),
      }),
    },
    {
      id: "scale-by-dv",
      misconception:
        "You scale by the root of a value’s length. Scores are dot products of d terms: scale by 1/√d.",
      solution: (...input: Input) =>
        byHeads(shares, { scale: () => 1 / Math.sqrt(input[2].shape[1]! / input[4]) })(...input),
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "You look for the largest score from 0 on. When all scores of a row lie far below 0, every weight vanishes and 0/0 is left; start at −∞.",
      solution: byHeads(shares, {
        softmax: (row) => {
          const m = Math.max(0, ...row);
          const e = row.map((score) => Math.exp(score - m));
          const sum = e.reduce((a, b) => a + b, 0);
          return e.map((part) => part / sum);
        },
      }),
    },
    {
      id: "every-gth-column",
      misconception:
        "You take every H-th column of Q, and every G-th of K and V. A head’s columns are neighbours: those from h·d to (h + 1)·d.",
      solution: (...[Q, K, V, H, G]: Input) => {
        const dealt = (A: Matrix, heads: number) => {
          const d = A.shape[1]! / heads;
          return fromFunction([A.shape[0]!, A.shape[1]!], (i, k) =>
            A.get(i, (k % d) * heads + Math.floor(k / d)),
          );
        };
        return oracle(dealt(Q, H), dealt(K, G), dealt(V, G), H, G);
      },
    },
    {
      id: "sums-outputs",
      misconception:
        "You average the outputs of the heads that share. Each query head has an output of its own.",
      solution: (...[Q, K, V, H, G]: Input) => {
        const O = oracle(Q, K, V, H, G);
        const [dv, group] = [O.shape[1]! / H, H / G];
        return fromFunction([O.shape[0]!, O.shape[1]!], (i, k) => {
          const first = Math.floor(k / dv / group) * group;
          let sum = 0;
          for (let h = first; h < first + group; h++) sum += O.get(i, h * dv + (k % dv));
          return sum / group;
        });
      },
    },
  ],
};

type KvHead = (h: number, H: number, G: number) => number;

function shares(h: number, H: number, G: number): number {
  return Math.floor(h / (H / G));
}

/** Grouped attention with a rule of its own for who reads what; a head that is not there reads as NaN. */
function byHeads(kvHead: KvHead, bend: Bend = {}) {
  return (...[Q, K, V, H, G]: Input): Matrix => {
    const slice = (A: Matrix, h: number, heads: number) => {
      const d = A.shape[1]! / heads;
      return fromFunction([A.shape[0]!, d], (i, k) => (h < heads ? A.get(i, h * d + k) : Number.NaN));
    };
    return sideBySide(
      Array.from({ length: H }, (_, h) => {
        const g = kvHead(h, H, G);
        return attend(slice(Q, h, H), slice(K, g, G), slice(V, g, G), bend);
      }),
    );
  };
}
