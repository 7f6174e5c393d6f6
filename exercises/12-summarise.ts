/**
 * Exercises 12 · Summarise
 *
 * A state stands for a whole cache, at the price of forgetting. Here you build one that adds, one that fades
 * and one that corrects itself, the last two also in chunks, and count from which length on it saves memory.
 *
 * Write each function, then run `npm run check -- 12 --watch`. A hint: `npm run check -- 12.1 --hint`.
 */
import { dot, type Matrix, toRows } from "long-attention/tensor";

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

// 12.1 · A matrix for a cache · 4 points · medium
/**
 * Without softmax the brackets may move, and one matrix stands for all keys and values. With φ called on
 * every number of a key, keep S, the sum of φ(k)ᵀv over the tokens so far, and z, the sum of φ(k). A token
 * is added first and read after: its output is φ(q)S divided by the one number φ(q)·z. Old tokens are in S;
 * do not touch them again, so that φ is called once for each number of Q and of K.
 * @param Q [T, d] one query a row
 * @param K [T, d] one key a row
 * @param V [T, dv] one value a row
 * @param phi φ, of a single number
 * @returns for each token, in their order, the dv numbers of its output
 * (The reference takes 13 lines.)
 */
export function linearAttention(Q: Matrix, K: Matrix, V: Matrix, phi: (x: number) => number): number[][] {
  throw new Error("TODO exercise 12.1: linearAttention");
}

// 12.2 · A state that fades, in chunks · 6 points · hard
/**
 * A state that fades: at token t it becomes α_t times itself plus k_tᵀv_t, starting from zeros, and then the
 * query reads q_t S. Do it c tokens at a time. In a chunk, output i is what q_i reads from the state before
 * the chunk, faded by all α from the chunk's first token to i, plus the sum over the chunk's tokens j ≤ i of
 * (q_i·k_j) times v_j, faded by the α after j, up to i. The last chunk may be short. Products of many α
 * underflow, so never divide by one: work with logarithms and their differences.
 * @param Q [T, d] one query a row
 * @param K [T, d] one key a row
 * @param V [T, dv] one value a row
 * @param alpha T numbers above 0 and at most 1
 * @param c tokens in a chunk, at least 1
 * @returns O, the T outputs; and S, the d rows of the state after the last token
 * (The reference takes 22 lines.)
 */
export function decayedChunks(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: readonly number[],
  c: number,
): { O: number[][]; S: number[][] } {
  throw new Error("TODO exercise 12.2: decayedChunks");
}

// 12.3 · Overwrite · 4 points · medium
/**
 * A state that adds cannot overwrite. The delta rule first lets the old state fade by α; then the key reads
 * what it finds in the faded state, k S; and β times the difference, v minus what was found, is written at
 * k: row a, column e gains k_a times that of e. Leave the S that you were given as it is.
 * @param S [d, dv] the state before
 * @param k d numbers
 * @param v dv numbers
 * @param alpha how much of the old state stays, above 0 and at most 1
 * @param beta how strongly to write, from 0 to 1
 * @returns the d rows of the new state
 * (The reference takes 3 lines.)
 */
export function deltaStep(
  S: Matrix,
  k: readonly number[],
  v: readonly number[],
  alpha: number,
  beta: number,
): number[][] {
  throw new Error("TODO exercise 12.3: deltaStep");
}

// 12.4 · A chunk of corrections · 8 points · hard
/**
 * One chunk of the gated delta rule without walking the state through it. Let b_i be the sum of ln α from
 * the chunk's first token to i. Token i writes the correction u_i = β_i (v_i − e^{b_i} k_i S − Σ_{j<i}
 * e^{b_i − b_j} (k_i·k_j) u_j), with S the state before the chunk. Its output is scale · (e^{b_i} q_i S +
 * Σ_{j≤i} e^{b_i − b_j} (q_i·k_j) u_j). After the chunk, with b the last of the b_i, the state is e^b S +
 * Σ_j e^{b − b_j} k_jᵀ u_j.
 * @param S [d, dv] the state before the chunk
 * @param Q [c, d] one query a row
 * @param K [c, d] one key a row
 * @param V [c, dv] one value a row
 * @param alpha c numbers above 0 and at most 1
 * @param beta c numbers from 0 to 1
 * @param scale a factor on every output
 * @returns O, the c outputs; and S, the d rows of the state after the chunk
 * (The reference takes 22 lines.)
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
  throw new Error("TODO exercise 12.4: deltaChunk");
}

// 12.5 · State against cache · 3 points · easy
/**
 * A state has one size at every length; a cache grows by a row for every token. From which number of tokens
 * on is the state no larger? Three answers, each the smallest whole number: `layer`, where one layer's cache
 * takes at least as many bytes as one layer's state; `traffic`, the same for what a step moves, since it
 * reads and writes a state but only reads a cache; and `model`, where the caches of all full layers take at
 * least as many bytes as the states of all linear ones.
 * @param m the model's sizes
 * @returns layer, traffic and model, in tokens
 * (The reference takes 6 lines.)
 */
export function crossing(m: Hybrid): { layer: number; traffic: number; model: number } {
  throw new Error("TODO exercise 12.5: crossing");
}
