import { attention } from "long-attention/attention";
import {
  columns,
  fromFunction,
  type Matrix,
  matrix,
  rowMajor,
  testTensors,
  toRows,
} from "long-attention/tensor";
import { type Check, check, type Exercise, wrong } from "../../engine/index.js";
import { attend, type Bend } from "../00-attention/attend.js";
import { selfAttentionInputs, whole } from "../inputs.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix];

/** As the solutions file declares it. */
interface KvCache {
  keys: Float64Array[];
  values: Float64Array[];
}

const sentence = testTensors(6, 4);
/** Many tokens, of which keys and values differ in length. */
const longText: Input = [testTensors(60, 4).Q, testTensors(60, 4).K, columns(testTensors(60, 4).V, 0, 3)];
/** All scores lie thousands below 0. */
const farBelow: Input = [
  fromFunction([3, 2], () => 50),
  fromFunction([3, 2], (j) => -50 - j / 8),
  fromFunction([3, 3], (j, c) => j + c),
];
const examples: Input[] = [[sentence.Q, sentence.K, sentence.V]];

const rowsOf = (A: Matrix) => toRows(A).map((row) => Float64Array.from(row));

/** The cache after all tokens but the last, the last token's q, k and v, and what it should get. */
function lastStep([Q, K, V]: Input) {
  const [keys, values] = [rowsOf(K), rowsOf(V)];
  return {
    cache: { keys: keys.slice(0, -1), values: values.slice(0, -1) },
    token: [rowsOf(Q).at(-1)!, keys.at(-1)!, values.at(-1)!] as const,
    after: { keys, values },
    o: rowsOf(attention(Q, K, V, { causal: true })).at(-1)!,
  };
}

/** One step, of which some aspects are judged. */
const step = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
    *run(input, call) {
      const { cache, token, o } = lastStep(input);
      const { value } = yield* call(cache, ...token);
      return wrong(value, o);
    },
  });

export const decodeStep: Exercise = {
  id: "08.5",
  name: "decodeStep",
  title: "One step of decoding",
  points: 4,
  difficulty: "M",
  params: ["cache", "q", "k", "v"],
  background: ["One step of decoding, in one head."],
  mutates: true,
  checks: [
    check<Input>({
      id: "sentence",
      holds: ["empty lists at the first token"],
      title: "decodes the notebook's six tokens to the rows of causal attention",
      examples,
      *run([Q, K, V], call) {
        const [q, k, v] = [rowsOf(Q), rowsOf(K), rowsOf(V)];
        const O = rowsOf(attention(Q, K, V, { causal: true }));
        let cache: unknown = { keys: [], values: [] };
        for (let i = 0; i < O.length; i++) {
          const { value, after } = yield* call(cache, q[i], k[i], v[i]);
          const failure = wrong(value, O[i]);
          if (failure) return { ...failure, message: `token ${i}: ${failure.message}` };
          cache = after[0] ?? cache;
        }
        return undefined;
      },
    }),
    step({
      id: "last-row",
      holds: [
        "let its query read all that the cache holds",
        "q [d] the new token's query",
        "k [d] its key",
        "v [dv] its value",
        "[dv]",
      ],
      title: "gives the last row of causal attention, for any cache",
      weight: 2,
      examples,
      inputs: selfAttentionInputs(),
    }),
    check<Input>({
      id: "appends",
      holds: ["Change the cache itself, and nothing else"],
      title: "appends the new key and value to the cache, and leaves q, k and v alone",
      examples,
      inputs: selfAttentionInputs(3, whole(2, 5)),
      runs: 6,
      *run(input, call) {
        const { cache, token, after } = lastStep(input);
        const { after: now } = yield* call(cache, ...token);
        const failure = wrong(now[0] ?? cache, after);
        if (failure) return { ...failure, message: `after the step, in the cache: ${failure.message}` };
        const changed = ["q", "k", "v"].findIndex((_, n) => now[n + 1] !== undefined);
        if (changed < 0) return undefined;
        const message = `\`${["q", "k", "v"][changed]}\` is no longer what it was; the caller goes on using it`;
        return { message, expected: token[changed], actual: now[changed + 1] };
      },
    }),
    step({
      id: "large-scores",
      title: "survives scores in the thousands",
      examples: [farBelow],
      inputs: selfAttentionInputs(400, whole(1, 3)),
    }),
    step({
      id: "long-cache",
      holds: ["cache what was kept so far"],
      title: "reads all of a long cache",
      visibility: "hidden",
      examples: [longText],
    }),
  ],
  mutants: [
    {
      id: "reads-before-appending",
      misconception:
        "You read the cache before the new token is in it. A token may read itself; append first, then attend.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        const o = cache.keys.length > 0 ? read(cache, q) : v.map(() => 0);
        append(cache, k, v);
        return o;
      },
    },
    {
      id: "masks-again",
      misconception:
        "You apply the causal mask to a single query, as if it were token 0, so it reads the first key only. No mask is needed: the future is not in the cache.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read(cache, q, { scores: (row) => row.map((score, j) => (j <= 0 ? score : -Infinity)) });
      },
    },
    {
      id: "changes-q",
      misconception:
        "You scale q in place. The result is right, but the query is no longer what the caller gave you; scale the scores instead.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        const o = read(cache, q);
        q.forEach((x, c) => {
          q[c] = x / Math.sqrt(q.length);
        });
        return o;
      },
    },
    {
      id: "keeps-nothing",
      misconception:
        "You read the new key and value but do not keep them: the next token will not find them. Push them into the cache that you were given.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) =>
        read({ keys: [...cache.keys, k], values: [...cache.values, v] }, q),
    },
    {
      id: "newest-first",
      misconception:
        "You put the new token at the front. Attention does not mind, but the cache keeps the oldest first; append at the end.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        cache.keys.unshift(k);
        cache.values.unshift(v);
        return read(cache, q);
      },
    },
    {
      id: "keeps-the-query",
      misconception:
        "You put the query into the cache. It is used in this step and never again; what later tokens compare themselves with is the key.",
      solution: (cache: KvCache, q: Float64Array, _k: Float64Array, v: Float64Array) => {
        append(cache, q, v);
        return read(cache, q);
      },
    },
    {
      id: "no-scale",
      misconception: "You do not scale the scores; divide them by √d, as in prefill.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read(cache, q, { scale: () => 1 });
      },
    },
    {
      id: "unstable",
      misconception:
        "Your softmax overflows for large scores; subtract the row’s largest score first, as in 00.1.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read(cache, q, { softmax: over(() => 0) });
      },
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "You look for the largest score from 0 on. When all scores lie far below 0, every weight vanishes and 0/0 is left; start at −∞.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read(cache, q, { softmax: over((row) => Math.max(0, ...row)) });
      },
    },
    {
      id: "scale-by-dv",
      misconception:
        "You scale by the root of a value’s length. Scores are dot products of d terms: scale by 1/√d.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read(cache, q, { scale: () => 1 / Math.sqrt(v.length) });
      },
    },
    {
      id: "newest-four",
      misconception:
        "You read the newest four tokens only. There is no window here: the query reads all that the cache holds.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        return read({ keys: cache.keys.slice(-4), values: cache.values.slice(-4) }, q);
      },
    },
    {
      id: "appends-twice",
      misconception: "You append the new token twice, so it counts twice, now and in every later step.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(cache, k, v);
        append(cache, k, v);
        return read(cache, q);
      },
    },
    {
      id: "scaled-keys",
      misconception:
        "You keep keys that are scaled already, and scale the scores as well. Keep k as it came.",
      solution: (cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array) => {
        append(
          cache,
          k.map((x) => x / Math.sqrt(k.length)),
          v,
        );
        return read(cache, q);
      },
    },
  ],
};

function append(cache: KvCache, k: Float64Array, v: Float64Array): void {
  cache.keys.push(k);
  cache.values.push(v);
}

const read = ({ keys, values }: KvCache, q: Float64Array, bend: Bend = {}): Float64Array =>
  rowMajor(attend(matrix([q]), matrix(keys), matrix(values), bend));

/** A softmax that takes off something else than the largest score. */
function over(shift: (row: Float64Array) => number): NonNullable<Bend["softmax"]> {
  return (row) => {
    const m = shift(row);
    const e = row.map((score) => Math.exp(score - m));
    const sum = e.reduce((a, b) => a + b, 0);
    return e.map((part) => part / sum);
  };
}
