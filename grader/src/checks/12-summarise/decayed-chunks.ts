import fc from "fast-check";
import { decayed as oracle } from "long-attention/linear";
import { dot, fromFunction, type Matrix, rows, testTensors, toRows } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { selfAttentionInputs, whole } from "../inputs.js";
import { decays } from "./inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix, alpha: number[], c: number];

const { Q, K, V } = testTensors(8, 4);
const fading = [0.9375, 0.75, 0.875, 1, 0.8125, 0.9375, 0.75, 0.875];
const steep = testTensors(70, 2);

const inputs = (T: fc.Arbitrary<number>, c: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(selfAttentionInputs(2, T), c)
    .chain(([[Q, K, V], c]) => decays(Q.shape[0]!).map((alpha): Input => [Q, K, V, alpha, c]));

const expect = ([Q, K, V, alpha]: Input) => {
  const { O, S } = oracle(Q, K, V, alpha);
  return { O: toRows(O), S: toRows(S) };
};

export const decayedChunks: Exercise = {
  id: "12.2",
  name: "decayedChunks",
  title: "A state that fades, in chunks",
  points: 6,
  difficulty: "H",
  params: ["Q", "K", "V", "alpha", "c"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "gives the outputs and the state of notebook 12 in chunks of 3, and in one chunk",
      holds: [
        "In a chunk, output i is what q_i reads from the state before the chunk",
        "Q [T, d] one query a row",
        "K [T, d] one key a row",
      ],
      examples: [
        [Q, K, V, fading, 3],
        [Q, K, V, fading, 8],
      ],
      expect,
    }),
    matches<Input>({
      id: "any-chunks",
      title: "works for any chunks, longer than the text, too, and for values of another length",
      weight: 2,
      holds: [
        "at token t it becomes α_t times itself plus k_tᵀv_t",
        "The last chunk may be short",
        "O, the T outputs",
        "and S, the d rows of the state after the last token",
        "V [T, dv] one value a row",
        "c tokens in a chunk, at least 1",
      ],
      examples: [
        [Q, K, V, fading, 20],
        [Q, K, V, fading, 1],
      ],
      inputs: inputs(whole(4, 9), whole(2, 4)),
      expect,
    }),
    matches<Input>({
      id: "steep",
      title: "survives decays whose product is too small for a number",
      holds: ["work with logarithms and their differences", "T numbers above 0 and at most 1"],
      examples: [[steep.Q, steep.K, steep.V, new Array<number>(70).fill(2 ** -20), 64]],
      inputs: selfAttentionInputs(2, whole(5, 7)).map(
        ([Q, K, V]): Input => [Q, K, V, new Array<number>(Q.shape[0]!).fill(2 ** -400), 8],
      ),
      expect,
    }),
    matches<Input>({
      id: "edges",
      title: "does nothing to a state that does not fade, and copes with one token",
      visibility: "hidden",
      examples: [
        [Q, K, V, new Array<number>(8).fill(1), 3],
        [rows(Q, 0, 1), rows(K, 0, 1), rows(V, 0, 1), [0.5], 2],
        [
          fromFunction([5, 1], () => 1),
          fromFunction([5, 1], () => 1),
          fromFunction([5, 2], (i, e) => i + e),
          [1, 0.5, 0.25, 1, 0.5],
          2,
        ],
      ],
      inputs: inputs(whole(1, 6), whole(1, 7)),
      expect,
    }),
  ],
  background: ["Do it c tokens at a time"],
  mutants: [
    {
      id: "no-decay-between",
      misconception:
        "What earlier chunks left does not fade in yours. The state before the chunk fades by every α since the chunk's first token.",
      solution: slip({ brought: () => 1 }),
    },
    {
      id: "decay-one-late",
      misconception:
        "Your decay comes one token late. A token's own α acts on the state before the token reads it.",
      solution: slip({ brought: (b, i) => Math.exp(i === 0 ? 0 : b[i - 1]!) }),
    },
    {
      id: "two-exponentials",
      misconception:
        "You take e to the b_i and e to the −b_j apart. One underflows and the other overflows, though their product is harmless: subtract first.",
      solution: slip({ between: (b, i, j) => Math.exp(b[i]!) * Math.exp(-b[j]!) }),
    },
    {
      id: "state-by-b",
      misconception:
        "A key in your state has faded by the α before it. It fades from its own token to the end of the chunk, by exp(b − b_j).",
      solution: slip({ kept: (b, j) => Math.exp(b[j]!) }),
    },
    {
      id: "drops-last",
      misconception:
        "You leave out the last chunk when it is short. Go on while the chunk's first token is inside the text.",
      solution: slip({ chunks: (T, c) => Math.floor(T / c) }),
    },
    {
      id: "diagonal-missing",
      misconception: "A token does not see itself in yours. It is written before the query reads: j ≤ i.",
      solution: slip({ between: (b, i, j) => (j === i ? 0 : Math.exp(b[i]! - b[j]!)) }),
    },
    {
      id: "no-decay-inside",
      misconception:
        "Inside a chunk nothing fades in yours. What was written at j has faded by exp(b_i − b_j) when token i reads it.",
      solution: slip({ between: () => 1 }),
    },
    {
      id: "forgets-chunks",
      misconception: "Every chunk starts from nothing in yours. The state goes on from chunk to chunk.",
      solution: slip({ brought: () => 0 }),
    },
  ],
};

type Logs = readonly number[];

/** What a slip does otherwise; all else is right. */
interface Slip {
  readonly brought?: (b: Logs, i: number) => number;
  readonly between?: (b: Logs, i: number, j: number) => number;
  readonly kept?: (b: Logs, j: number) => number;
  readonly chunks?: (T: number, c: number) => number;
}

function slip({
  brought = (b, i) => Math.exp(b[i]!),
  between = (b, i, j) => Math.exp(b[i]! - b[j]!),
  kept = (b, j) => Math.exp(b.at(-1)! - b[j]!),
  chunks = (T, c) => Math.ceil(T / c),
}: Slip) {
  return (Q: Matrix, K: Matrix, V: Matrix, alpha: readonly number[], c: number) => {
    const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
    let S = keys[0]!.map(() => values[0]!.map(() => 0));
    const O: number[][] = [];
    for (let chunk = 0; chunk < chunks(queries.length, c); chunk++) {
      const from = chunk * c;
      const to = Math.min(queries.length, from + c);
      const b: number[] = [];
      for (let i = from; i < to; i++) b.push((b.at(-1) ?? 0) + Math.log(alpha[i]!));
      for (let i = from; i < to; i++)
        O.push(
          values[i]!.map((_, e) => {
            let o = brought(b, i - from) * queries[i]!.reduce((sum, x, a) => sum + x * S[a]![e]!, 0);
            for (let j = from; j <= i; j++)
              o += between(b, i - from, j - from) * dot(queries[i]!, keys[j]!) * values[j]![e]!;
            return o;
          }),
        );
      S = S.map((row, a) =>
        row.map((s, e) => {
          let sum = Math.exp(b.at(-1)!) * s;
          for (let j = from; j < to; j++) sum += kept(b, j - from) * keys[j]![a]! * values[j]![e]!;
          return sum;
        }),
      );
    }
    return { O, S };
  };
}
