import { finite, isList, isMatrix } from "../tensor/check.js";
import { type Matrix, matrix, rowMajor, toRows } from "../tensor/matrix.js";
import type { StateOptions, StateOutput } from "./decayed.js";
import { asState, causalShapes, stateOf } from "./linear-attention.js";
import { decaysOf, fade, read, write } from "./state.js";

/**
 * One step of the gated delta rule, in place: the state fades, the key reads what is there, and β times the difference to v is
 * written. Decay comes before the error.
 */
function correct(S: Float64Array, k: ArrayLike<number>, v: ArrayLike<number>, alpha: number, beta: number) {
  fade(S, alpha);
  const found = read(k, S, v.length);
  write(
    S,
    k,
    found.map((x, e) => v[e]! - x),
    beta,
  );
}

/**
 * The same as a function: a new state. Along k the old one shrinks by 1 − β|k|², so keys should have length 1.
 * @param S [d, dv]  @param k d numbers  @param v dv numbers
 * @returns [d, dv]
 * @see Yang et al. 2024 (Gated DeltaNet), eq. 10; transformers, models/qwen3_next
 */
export function deltaStep(
  S: Matrix,
  k: ArrayLike<number>,
  v: ArrayLike<number>,
  alpha: number,
  beta: number,
): Matrix {
  isMatrix("deltaStep", "S", S);
  isList("deltaStep", "k", k);
  isList("deltaStep", "v", v);
  if (S.shape[0] !== k.length || S.shape[1] !== v.length)
    throw new RangeError(
      `deltaStep: S is [${S.shape}] but k has ${k.length} numbers and v ${v.length}; they need [${k.length},${v.length}]`,
    );
  decaysOf("deltaStep", [alpha], 1);
  finite("deltaStep", "beta", beta, { sign: "not negative" });
  const next = rowMajor(S).slice();
  correct(next, k, v, alpha, beta);
  return asState(next, v.length);
}

/**
 * The gated delta rule token by token; with every α = 1 the plain delta rule. o_t = scale · q_t S after the write.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]  @param alpha T numbers in (0, 1]  @param beta T numbers
 */
export function gatedDelta(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: ArrayLike<number>,
  beta: ArrayLike<number>,
  { S: start, scale = 1 }: StateOptions = {},
): StateOutput {
  const { T, d, dv } = causalShapes("gatedDelta", Q, K, V);
  decaysOf("gatedDelta", alpha, T);
  betasOf("gatedDelta", beta, T);
  const S = stateOf("gatedDelta", start, d, dv);
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  const O = queries.map((q, t) => {
    correct(S, keys[t]!, values[t]!, alpha[t]!, beta[t]!);
    return read(q, S, dv).map((o) => scale * o);
  });
  return { O: matrix(O), S: asState(S, dv) };
}

/** One write strength for each of T tokens. */
export function betasOf(where: string, beta: ArrayLike<number>, T: number): void {
  isList(where, "beta", beta);
  if (beta.length !== T)
    throw new RangeError(`${where}: beta has ${beta.length} numbers for ${T} tokens; give one for each`);
  for (let t = 0; t < T; t++) finite(where, `beta[${t}]`, beta[t]!, { sign: "not negative" });
}

/** Each row divided by its length. A row of zeros stays. @param K [T, d] */
export function unitRows(K: Matrix): Matrix {
  isMatrix("unitRows", "K", K);
  return matrix(
    toRows(K).map((row) => {
      const length = Math.hypot(...row);
      return row.map((x) => (length === 0 ? 0 : x / length));
    }),
  );
}
