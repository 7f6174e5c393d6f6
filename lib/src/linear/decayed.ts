import { dimension } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { type Matrix, matrix, toRows } from "../tensor/matrix.js";
import { asState, causalShapes, stateOf } from "./linear-attention.js";
import { decaysOf, fade, logDecays, read, write } from "./state.js";

/** Outputs, and the state after the last token. */
export interface StateOutput {
  /** [T, dv] */
  readonly O: Matrix;
  /** [d, dv] */
  readonly S: Matrix;
}

/** What a state starts from, and a factor on every output. */
export interface StateOptions {
  /** [d, dv] the state so far. Default: zeros */
  readonly S?: Matrix;
  /** Default: 1 */
  readonly scale?: number;
}

/**
 * A state that fades: S ← α_t S + k_tᵀv_t, then o_t = scale · q_t S.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]  @param alpha T numbers in (0, 1]
 * @see Sun et al. 2023 (RetNet), eq. 6
 */
export function decayed(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: ArrayLike<number>,
  { S: start, scale = 1 }: StateOptions = {},
): StateOutput {
  const { T, d, dv } = causalShapes("decayed", Q, K, V);
  decaysOf("decayed", alpha, T);
  const S = stateOf("decayed", start, d, dv);
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  const O = queries.map((q, t) => {
    fade(S, alpha[t]!);
    write(S, keys[t]!, values[t]!);
    return read(q, S, dv).map((o) => scale * o);
  });
  return { O: matrix(O), S: asState(S, dv) };
}

/**
 * The same c tokens at a time: what the state brings, faded since the chunk began, and a small masked attention inside it.
 * With b_i = Σ ln α, only differences b_i − b_j with j ≤ i ever meet exp; e^{−b_j} alone would overflow.
 * @param c tokens in a chunk; the last one may be shorter
 */
export function decayedChunks(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: ArrayLike<number>,
  c: number,
  { S: start, scale = 1 }: StateOptions = {},
): StateOutput {
  const { T, d, dv } = causalShapes("decayedChunks", Q, K, V);
  decaysOf("decayedChunks", alpha, T);
  dimension("decayedChunks", "c", c);
  const S = stateOf("decayedChunks", start, d, dv);
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  const O: Float64Array[] = [];
  for (let from = 0; from < T; from += c) {
    const to = Math.min(T, from + c);
    const b = logDecays(alpha, from, to);
    for (let i = from; i < to; i++) {
      const o = read(queries[i]!, S, dv).map((x) => Math.exp(b[i - from]!) * x);
      for (let j = from; j <= i; j++) {
        const weight = Math.exp(b[i - from]! - b[j - from]!) * dot(queries[i]!, keys[j]!);
        for (let e = 0; e < dv; e++) o[e]! += weight * values[j]![e]!;
      }
      O.push(o.map((x) => scale * x));
    }
    const last = b[b.length - 1]!;
    fade(S, Math.exp(last));
    for (let j = from; j < to; j++) write(S, keys[j]!, values[j]!, Math.exp(last - b[j - from]!));
  }
  return { O: matrix(O), S: asState(S, dv) };
}
