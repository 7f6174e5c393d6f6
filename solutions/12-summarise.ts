/**
 * A state stands for a whole cache, at the price of forgetting. Here you build one that adds, one that fades and one that
 * corrects itself, the last two also in chunks, and count from which length on it saves memory.
 */
import { dot, type Matrix, toRows } from "long-attention/tensor";

/**
 * Without softmax the brackets may move, and one matrix stands for all keys and values. With φ called on every number of a
 * key, keep S, the sum of φ(k)ᵀv over the tokens so far, and z, the sum of φ(k). A token is added first and read after:
 * its output is φ(q)S divided by the one number φ(q)·z. Old tokens are in S; do not touch them again, so that φ is
 * called once for each number of Q and of K.
 * @param Q [T, d] one query a row
 * @param K [T, d] one key a row
 * @param V [T, dv] one value a row
 * @param phi φ, of a single number
 * @returns for each token, in their order, the dv numbers of its output
 * @hint S has d rows of dv numbers; row a gains φ(k)[a] times v.
 */
export function linearAttention(Q: Matrix, K: Matrix, V: Matrix, phi: (x: number) => number): number[][] {
  // BEGIN SOLUTION
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  const S = keys[0]!.map(() => values[0]!.map(() => 0));
  const z = keys[0]!.map(() => 0);
  return queries.map((query, t) => {
    const k = keys[t]!.map((x) => phi(x));
    for (let a = 0; a < k.length; a++) {
      z[a]! += k[a]!;
      for (let e = 0; e < values[t]!.length; e++) S[a]![e]! += k[a]! * values[t]![e]!;
    }
    const q = query.map((x) => phi(x));
    const total = dot(q, z);
    return values[t]!.map((_, e) => q.reduce((sum, x, a) => sum + x * S[a]![e]!, 0) / total);
  });
  // END SOLUTION
}

/**
 * A state that fades: at token t it becomes α_t times itself plus k_tᵀv_t, starting from zeros, and then the query reads q_t S. Do it c
 * tokens at a time. In a chunk, output i is what q_i reads from the state before the chunk, faded by all α from the chunk's
 * first token to i, plus the sum over the chunk's tokens j ≤ i of (q_i·k_j) times v_j, faded by the α after j, up to i. The last
 * chunk may be short. Products of many α underflow, so never divide by one: work with logarithms and their differences.
 * @param Q [T, d] one query a row
 * @param K [T, d] one key a row
 * @param V [T, dv] one value a row
 * @param alpha T numbers above 0 and at most 1
 * @param c tokens in a chunk, at least 1
 * @returns O, the T outputs; and S, the d rows of the state after the last token
 * @hint With b_i the sum of ln α from the chunk's start to i, a value written at j has faded by exp(b_i − b_j).
 */
export function decayedChunks(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: readonly number[],
  c: number,
): { O: number[][]; S: number[][] } {
  // BEGIN SOLUTION
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  let S = keys[0]!.map(() => values[0]!.map(() => 0));
  const O: number[][] = [];
  for (let from = 0; from < queries.length; from += c) {
    const to = Math.min(queries.length, from + c);
    const b = new Map<number, number>();
    for (let i = from, sum = 0; i < to; i++) b.set(i, (sum += Math.log(alpha[i]!)));
    const written = (i: number, weight: (j: number) => number, e: number) => {
      let sum = 0;
      for (let j = from; j <= i; j++) sum += Math.exp(b.get(i)! - b.get(j)!) * weight(j) * values[j]![e]!;
      return sum;
    };
    for (let i = from; i < to; i++) {
      const q = queries[i]!;
      const brought = (e: number) => Math.exp(b.get(i)!) * q.reduce((sum, x, a) => sum + x * S[a]![e]!, 0);
      O.push(values[i]!.map((_, e) => brought(e) + written(i, (j) => dot(q, keys[j]!), e)));
    }
    S = S.map((row, a) =>
      row.map((s, e) => Math.exp(b.get(to - 1)!) * s + written(to - 1, (j) => keys[j]![a]!, e)),
    );
  }
  return { O, S };
  // END SOLUTION
}

/**
 * A state that adds cannot overwrite. The delta rule first lets the old state fade by α; then the key reads what it finds in
 * the faded state, k S; and β times the difference, v minus what was found, is written at k: row a, column e gains k_a times
 * that of e. Leave the S that you were given as it is.
 * @param S [d, dv] the state before
 * @param k d numbers
 * @param v dv numbers
 * @param alpha how much of the old state stays, above 0 and at most 1
 * @param beta how strongly to write, from 0 to 1
 * @returns the d rows of the new state
 * @hint Two steps: the difference as a list of dv numbers, then every entry of the new state.
 */
export function deltaStep(
  S: Matrix,
  k: readonly number[],
  v: readonly number[],
  alpha: number,
  beta: number,
): number[][] {
  // BEGIN SOLUTION
  const faded = toRows(S).map((row) => row.map((s) => alpha * s));
  const error = v.map((x, e) => x - k.reduce((sum, y, a) => sum + y * faded[a]![e]!, 0));
  return faded.map((row, a) => row.map((s, e) => s + beta * k[a]! * error[e]!));
  // END SOLUTION
}

/**
 * One chunk of the gated delta rule without walking the state through it. Let b_i be the sum of ln α from the chunk's first token to i.
 * Token i writes the correction u_i = β_i (v_i − e^{b_i} k_i S − Σ_{j<i} e^{b_i − b_j} (k_i·k_j) u_j), with S the state before the
 * chunk. Its output is scale · (e^{b_i} q_i S + Σ_{j≤i} e^{b_i − b_j} (q_i·k_j) u_j). After the chunk, with b the last of the b_i, the state is
 * e^b S + Σ_j e^{b − b_j} k_jᵀ u_j.
 * @param S [d, dv] the state before the chunk
 * @param Q [c, d] one query a row
 * @param K [c, d] one key a row
 * @param V [c, dv] one value a row
 * @param alpha c numbers above 0 and at most 1
 * @param beta c numbers from 0 to 1
 * @param scale a factor on every output
 * @returns O, the c outputs; and S, the d rows of the state after the chunk
 * @hint Find u_0, then u_1, and so on: each needs only those before it.
 */
export function deltaChunk(
  S: Matrix,
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: readonly number[],
  beta: readonly number[],
  scale: number,
): { O: number[][]; S: number[][] } {
  // BEGIN SOLUTION
  const [state, queries, keys, values] = [toRows(S), toRows(Q), toRows(K), toRows(V)];
  const b: number[] = [];
  for (const a of alpha) b.push((b.at(-1) ?? 0) + Math.log(a));
  const read = (x: readonly number[], e: number) => x.reduce((sum, y, a) => sum + y * state[a]![e]!, 0);
  const U: number[][] = [];
  const written = (i: number, count: number, weight: (j: number) => number, e: number) =>
    U.slice(0, count).reduce((sum, u, j) => sum + Math.exp(b[i]! - b[j]!) * weight(j) * u[e]!, 0);
  keys.forEach((k, i) => {
    const product = (j: number) => dot(k, keys[j]!);
    U.push(
      values[i]!.map((v, e) => beta[i]! * (v - Math.exp(b[i]!) * read(k, e) - written(i, i, product, e))),
    );
  });
  const O = queries.map((q, i) => {
    const product = (j: number) => dot(q, keys[j]!);
    return U[i]!.map((_, e) => scale * (Math.exp(b[i]!) * read(q, e) + written(i, i + 1, product, e)));
  });
  const last = b.length - 1;
  const after = state.map((row, a) =>
    row.map((s, e) => Math.exp(b[last]!) * s + written(last, last + 1, (j) => keys[j]![a]!, e)),
  );
  return { O, S: after };
  // END SOLUTION
}

/** A model in which some layers keep a state and some a cache. */
export interface Hybrid {
  /** Heads of a layer with a state; each keeps dk rows of dv numbers. */
  heads: number;
  dk: number;
  dv: number;
  /** Bytes of one number of a state. */
  stateBytes: number;
  /** Bytes that one layer's cache keeps of one token. */
  rowBytes: number;
  /** Layers with a state. */
  linear: number;
  /** Layers with a cache. */
  full: number;
}

/**
 * A state has one size at every length; a cache grows by a row for every token. From which number of tokens on is the state no larger?
 * Three answers, each the smallest whole number: `layer`, where one layer's cache takes at least as many bytes as one layer's state;
 * `traffic`, the same for what a step moves, since it reads and writes a state but only reads a cache; and `model`, where the caches of all
 * full layers take at least as many bytes as the states of all linear ones.
 * @param m the model's sizes
 * @returns layer, traffic and model, in tokens
 * @hint Divide bytes by bytes a token, and round up.
 */
export function crossing(m: Hybrid): { layer: number; traffic: number; model: number } {
  // BEGIN SOLUTION
  const state = m.heads * m.dk * m.dv * m.stateBytes;
  return {
    layer: Math.ceil(state / m.rowBytes),
    traffic: Math.ceil((2 * state) / m.rowBytes),
    model: Math.ceil((m.linear * state) / (m.full * m.rowBytes)),
  };
  // END SOLUTION
}
