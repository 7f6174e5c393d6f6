import fc from "fast-check";
import { gatedDelta as oracle, unitRows } from "long-attention/linear";
import { dot, fromFunction, type Matrix, rows, testTensors, toRows, zeros } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { matrixOf, selfAttentionInputs, whole } from "../inputs.js";
import { decays, strengths } from "./inputs.js";

type Input = [S: Matrix, Q: Matrix, K: Matrix, V: Matrix, alpha: number[], beta: number[], scale: number];

const { Q, K: plain, V } = testTensors(8, 4);
const K = unitRows(plain);
const fading = [0.9375, 0.75, 0.875, 1, 0.8125, 0.9375, 0.75, 0.875];
const writing = [0.5, 0.25, 0.875, 0.625, 0.375, 0.125, 0.75, 0.5];
const full = fromFunction([4, 4], (a, e) => (3 * a - 2 * e) / 4);

const inputs = (T: fc.Arbitrary<number>, alpha: (T: number) => fc.Arbitrary<number[]>): fc.Arbitrary<Input> =>
  selfAttentionInputs(1, T).chain(([Q, K, V]) => {
    const c = Q.shape[0]!;
    const state = matrixOf(K.shape[1]!, V.shape[1]!, 2);
    const scale = fc.constantFrom(0.25, 0.5, 1);
    return fc.tuple(state, fc.constant(Q), fc.constant(K), fc.constant(V), alpha(c), strengths(c), scale);
  });

const expect = ([S, Q, K, V, alpha, beta, scale]: Input) => {
  const found = oracle(Q, K, V, alpha, beta, { S, scale });
  return { O: toRows(found.O), S: toRows(found.S) };
};

export const deltaChunk: Exercise = {
  id: "12.4",
  name: "deltaChunk",
  title: "A chunk of corrections",
  points: 8,
  difficulty: "H",
  params: ["S", "Q", "K", "V", "alpha", "beta", "scale"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "gives the outputs and the state of notebook 12 in one chunk, from nothing",
      holds: [
        "Token i writes the correction",
        "Q [c, d] one query a row",
        "K [c, d] one key a row",
        "scale a factor on every output",
      ],
      examples: [[zeros([4, 4]), Q, K, V, fading, writing, 0.5]],
      expect,
    }),
    matches<Input>({
      id: "any-state",
      title: "goes on from any state, for chunks and values of any length",
      weight: 2,
      holds: [
        "Its output is scale",
        "After the chunk, with b the last of the b_i",
        "Let b_i be the sum of ln α",
        "S [d, dv] the state before the chunk",
        "V [c, dv] one value a row",
        "alpha c numbers above 0 and at most 1",
        "beta c numbers from 0 to 1",
        "O, the c outputs",
        "and S, the d rows of the state after the chunk",
      ],
      examples: [
        [full, rows(Q, 2, 6), rows(K, 2, 6), rows(V, 2, 6), fading.slice(2, 6), writing.slice(2, 6), 0.5],
      ],
      inputs: inputs(whole(3, 6), decays),
      expect,
    }),
    matches<Input>({
      id: "no-decay",
      title: "is the plain delta rule when every α is 1",
      examples: [[full, Q, K, V, new Array<number>(8).fill(1), writing, 1]],
      inputs: inputs(whole(2, 5), (T) => fc.constant(new Array<number>(T).fill(1))),
      expect,
    }),
    matches<Input>({
      id: "one-token",
      title: "copes with a chunk of one token, and of two",
      visibility: "hidden",
      examples: [[full, rows(Q, 0, 1), rows(K, 0, 1), rows(V, 0, 1), [0.5], [0.75], 1]],
      inputs: inputs(whole(1, 2), decays),
      expect,
    }),
  ],
  background: ["One chunk of the gated delta rule without walking the state through it"],
  mutants: [
    {
      id: "one-minus-A",
      misconception:
        "Your corrections take back only what the values of earlier tokens wrote, not their corrections. Find u_0, then u_1 with it, and so on.",
      solution: slip({ first: true }),
    },
    {
      id: "diagonal-in-A",
      misconception: "A token corrects itself in yours. The sum in u_i goes over earlier tokens only, j < i.",
      solution: slip({ self: true }),
    },
    {
      id: "gram-not-decayed",
      misconception:
        "Earlier corrections do not fade inside your u_i. The correction of token j has faded by exp(b_i − b_j) until token i.",
      solution: slip({ inU: () => 1 }),
    },
    {
      id: "ignores-S",
      misconception:
        "Your corrections do not look at the state before the chunk. That is right for the first chunk of a text only: k_i S, faded by e to the b_i, belongs to them.",
      solution: slip({ found: () => 0 }),
    },
    {
      id: "found-not-decayed",
      misconception:
        "Your key reads the state before it has faded. Inside u_i, k_i S is multiplied by e to the b_i.",
      solution: slip({ found: () => 1 }),
    },
    {
      id: "read-not-decayed",
      misconception:
        "Your query reads the state before it has faded. In the output, q_i S is multiplied by e to the b_i.",
      solution: slip({ brought: () => 1 }),
    },
    {
      id: "strict-read",
      misconception: "Your query does not see its own token. The sum in the output goes over j ≤ i.",
      solution: slip({ strict: true }),
    },
    {
      id: "state-not-decayed",
      misconception:
        "The old state does not fade over your chunk. It is multiplied by e to the last of the b_i.",
      solution: slip({ old: () => 1 }),
    },
    {
      id: "beta-missing",
      misconception: "You leave out β. The whole correction, u_i, is multiplied by β_i.",
      solution: slip({ beta: () => 1 }),
    },
    {
      id: "scale-missing",
      misconception: "You do not scale the outputs. Each is multiplied by `scale`; the state is not.",
      solution: (S: Matrix, Q: Matrix, K: Matrix, V: Matrix, alpha: number[], beta: number[]) =>
        slip({})(S, Q, K, V, alpha, beta, 1),
    },
  ],
};

/** What a slip does otherwise; all else is right. */
interface Slip {
  readonly first?: boolean;
  readonly self?: boolean;
  readonly strict?: boolean;
  readonly inU?: (difference: number) => number;
  readonly found?: (b: number) => number;
  readonly brought?: (b: number) => number;
  readonly old?: (b: number) => number;
  readonly beta?: (beta: number) => number;
}

function slip({
  first = false,
  self = false,
  strict = false,
  inU = Math.exp,
  found = Math.exp,
  brought = Math.exp,
  old = Math.exp,
  beta: strength = (beta) => beta,
}: Slip) {
  return (
    S: Matrix,
    Q: Matrix,
    K: Matrix,
    V: Matrix,
    alpha: readonly number[],
    beta: readonly number[],
    scale: number,
  ) => {
    const [state, queries, keys, values] = [S, Q, K, V].map(toRows) as [
      number[][],
      number[][],
      number[][],
      number[][],
    ];
    const b: number[] = [];
    for (const a of alpha) b.push((b.at(-1) ?? 0) + Math.log(a));
    const read = (x: readonly number[], e: number) => x.reduce((sum, y, a) => sum + y * state[a]![e]!, 0);
    const R = keys.map((k, i) =>
      values[i]!.map((v, e) => strength(beta[i]!) * (v - found(b[i]!) * read(k, e))),
    );
    const U: number[][] = [];
    for (const [i, k] of keys.entries()) {
      const taken = (j: number) => strength(beta[i]!) * inU(b[i]! - b[j]!) * dot(k, keys[j]!);
      U.push(
        R[i]!.map((r, e) => {
          let u = r;
          for (let j = 0; j < i; j++) u -= taken(j) * (first ? R : U)[j]![e]!;
          return self ? u / (1 + taken(i)) : u;
        }),
      );
    }
    const O = queries.map((q, i) =>
      R[i]!.map((_, e) => {
        let o = brought(b[i]!) * read(q, e);
        for (let j = 0; j < i + (strict ? 0 : 1); j++)
          o += Math.exp(b[i]! - b[j]!) * dot(q, keys[j]!) * U[j]![e]!;
        return scale * o;
      }),
    );
    const last = b.at(-1)!;
    const after = state.map((row, a) =>
      row.map((s, e) => {
        let sum = old(last) * s;
        for (const [j, k] of keys.entries()) sum += Math.exp(last - b[j]!) * k[a]! * U[j]![e]!;
        return sum;
      }),
    );
    return { O, S: after };
  };
}
