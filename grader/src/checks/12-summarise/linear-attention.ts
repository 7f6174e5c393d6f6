import { eluPlusOne, linearAttention as oracle } from "long-attention/linear";
import { dot, type Matrix, rows, softmax, testTensors, toRows } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { type Calls, functionPort } from "../../ports/index.js";
import { selfAttentionInputs, whole } from "../inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];
type Phi = (x: number) => number;

const example = testTensors(8, 4);
const narrow = testTensors(5, 2).V;

const inputs = selfAttentionInputs(2, whole(2, 7));
const with_ = (phi: Phi) => ({
  args: (input: Input) => [...input, functionPort(() => phi)],
  expect: ([Q, K, V]: Input) => toRows(oracle(Q, K, V, phi).O),
});

export const linearAttention: Exercise = {
  id: "12.1",
  name: "linearAttention",
  title: "A matrix for a cache",
  points: 4,
  difficulty: "M",
  params: ["Q", "K", "V", "phi"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "gives the eight outputs of notebook 12, φ = elu + 1",
      holds: [
        "its output is φ(q)S divided by the one number φ(q)·z",
        "Q [T, d] one query a row",
        "K [T, d] one key a row",
      ],
      examples: [[example.Q, example.K, example.V]],
      ...with_(eluPlusOne),
    }),
    matches<Input>({
      id: "any-phi",
      title: "works for another φ, and for values that are longer or shorter than keys",
      weight: 2,
      holds: ["V [T, dv] one value a row", "phi φ, of a single number", "for each token, in their order"],
      examples: [[testTensors(5, 4).Q, testTensors(5, 4).K, narrow]],
      inputs,
      ...with_(Math.exp),
    }),
    check<Input>({
      id: "calls",
      title: "calls φ once for each number of Q and of K",
      needs: "worked",
      holds: ["do not touch them again, so that φ is called once for each number of Q and of K"],
      examples: [[example.Q, example.K, example.V]],
      inputs,
      runs: 4,
      *run(input, call) {
        const { value, seen } = yield* call(
          ...input,
          functionPort(() => Math.exp),
        );
        const failure = wrong(value, with_(Math.exp).expect(input));
        if (failure) return failure;
        const due = 2 * input[0].shape[0]! * input[0].shape[1]!;
        const { calls } = seen[0] as Calls;
        if (calls === due) return undefined;
        return {
          message: `φ was called ${calls} times; ${due} are enough, once for each number of Q and of K`,
          expected: due,
          actual: calls,
        };
      },
    }),
    matches<Input>({
      id: "one-token",
      title: "gives a single token its own value",
      visibility: "hidden",
      holds: ["A token is added first and read after"],
      examples: [
        [rows(example.Q, 2, 3), rows(example.K, 2, 3), rows(example.V, 2, 3)],
        [rows(example.Q, 0, 2), rows(example.K, 0, 2), rows(example.V, 0, 2)],
      ],
      inputs: selfAttentionInputs(2, whole(1, 2)),
      ...with_(eluPlusOne),
    }),
  ],
  background: [
    "Without softmax the brackets may move",
    "With φ called on every number of a key, keep S",
    "Old tokens are in S;",
  ],
  mutants: [
    {
      id: "sees-all",
      misconception:
        "You add all tokens before the first query reads. Add token t, then let query t read: later tokens are not there yet.",
      solution: slip({ sees: () => true }),
    },
    {
      id: "no-normaliser",
      misconception: "You do not divide. The weights φ(q)·φ(k) must sum to 1: divide by φ(q)·z.",
      solution: slip({ divisor: () => 1 }),
    },
    {
      id: "normaliser-without-q",
      misconception: "You divide by the sum of z. The divisor depends on the query: it is φ(q)·z.",
      solution: slip({ divisor: (_q, z) => z.reduce((a, b) => a + b, 0) }),
    },
    {
      id: "reads-before-write",
      misconception: "You read before you add. A token sees itself: write first, then read.",
      solution: slip({ sees: (j, t) => j < t }),
    },
    {
      id: "phi-on-keys-only",
      misconception: "You leave the query as it is. It passes through φ, too, or weights can be negative.",
      solution: slip({ query: (x) => x }),
    },
    {
      id: "phi-on-queries-only",
      misconception: "You leave the keys as they are. They pass through φ, too, or weights can be negative.",
      solution: slip({ key: (x) => x }),
    },
    {
      id: "divides-by-count",
      misconception:
        "You divide by the number of tokens. The weights' sum is φ(q)·z, and it differs from query to query.",
      solution: slip({ divisor: (_q, _z, t) => t + 1 }),
    },
    {
      id: "softmax",
      misconception:
        "You use softmax. It is what linear attention replaces: its weights are φ(q)·φ(k), with the φ that you are given.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => {
        const [keys, values] = [toRows(K), toRows(V)];
        return toRows(Q).map((q, t) => {
          const p = softmax(keys.slice(0, t + 1).map((k) => dot(q, k)));
          return values[0]!.map((_, e) => p.reduce((sum, w, j) => sum + w * values[j]![e]!, 0));
        });
      },
    },
    {
      id: "recomputes",
      misconception:
        "You go through the old tokens again at every step. They are in S and z already: add the new one, and read.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, phi: Phi) => {
        const values = toRows(V);
        return toRows(Q).map((query, t) => {
          const q = query.map((x) => phi(x));
          const weights = toRows(K)
            .slice(0, t + 1)
            .map((k) =>
              dot(
                q,
                k.map((x) => phi(x)),
              ),
            );
          const total = weights.reduce((a, b) => a + b, 0);
          return values[0]!.map((_, e) => weights.reduce((sum, w, j) => sum + w * values[j]![e]!, 0) / total);
        });
      },
    },
  ],
};

/** What a slip does otherwise; all else is right. */
interface Slip {
  readonly sees?: (j: number, t: number) => boolean;
  readonly divisor?: (q: readonly number[], z: readonly number[], t: number) => number;
  readonly query?: Phi;
  readonly key?: Phi;
}

function slip({ sees = (j, t) => j <= t, divisor = dot, query, key }: Slip) {
  return (Q: Matrix, K: Matrix, V: Matrix, phi: Phi): number[][] => {
    const values = toRows(V);
    const keys = toRows(K).map((row) => row.map(key ?? ((x) => phi(x))));
    return toRows(Q).map((row, t) => {
      const q = row.map(query ?? ((x) => phi(x)));
      const seen = keys.map((_, j) => j).filter((j) => sees(j, t));
      const z = q.map((_, a) => seen.reduce((sum, j) => sum + keys[j]![a]!, 0));
      const total = divisor(q, z, t);
      return values[0]!.map(
        (_, e) => seen.reduce((sum, j) => sum + dot(q, keys[j]!) * values[j]![e]!, 0) / total,
      );
    });
  };
}
