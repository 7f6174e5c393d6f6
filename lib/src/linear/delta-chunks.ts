import { dimension } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { type Matrix, matrix, toRows } from "../tensor/matrix.js";
import type { StateOptions, StateOutput } from "./decayed.js";
import { betasOf } from "./delta.js";
import { asState, causalShapes, stateOf } from "./linear-attention.js";
import { decaysOf, fade, logDecays, read, write } from "./state.js";

/**
 * A, the strictly lower part of diag(β)(KKᵀ ∘ D) with D_ij = e^{b_i − b_j}: how much each correction of a chunk takes back of
 * the earlier ones.
 * @param keys the chunk's, one a row  @param b logarithms of the decays  @param beta one a row
 * @returns [c, c]
 */
export function correctionMatrix(
  keys: readonly (readonly number[])[],
  b: ArrayLike<number>,
  beta: ArrayLike<number>,
): Matrix {
  return matrix(
    keys.map((k, i) =>
      keys.map((earlier, j) => (j < i ? beta[i]! * Math.exp(b[i]! - b[j]!) * dot(k, earlier) : 0)),
    ),
  );
}

/**
 * The gated delta rule, c tokens at a time. The corrections U of a chunk solve (I + A)U = diag(β)(V − e^b ∘ (K S)); with U in the
 * place of V the rest is decayed attention. c steps of substitution, everything else products of matrices.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]  @param alpha T numbers in (0, 1]  @param beta T numbers
 * @param c tokens in a chunk; the last one may be shorter
 * @see Yang et al. 2024 (Gated DeltaNet), §3.3; transformers, torch_chunk_gated_delta_rule
 */
export function deltaChunks(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: ArrayLike<number>,
  beta: ArrayLike<number>,
  c: number,
  { S: start, scale = 1 }: StateOptions = {},
): StateOutput {
  const { T, d, dv } = causalShapes("deltaChunks", Q, K, V);
  decaysOf("deltaChunks", alpha, T);
  betasOf("deltaChunks", beta, T);
  dimension("deltaChunks", "c", c);
  const S = stateOf("deltaChunks", start, d, dv);
  const [allQ, allK, allV] = [toRows(Q), toRows(K), toRows(V)];
  const O: Float64Array[] = [];
  for (let from = 0; from < T; from += c) {
    const to = Math.min(T, from + c);
    const [queries, keys, values] = [allQ, allK, allV].map((rows) => rows.slice(from, to)) as [
      number[][],
      number[][],
      number[][],
    ];
    const b = logDecays(alpha, from, to);
    const A = toRows(correctionMatrix(keys, b, Array.from(beta).slice(from, to)));

    const U: Float64Array[] = [];
    for (const [i, k] of keys.entries()) {
      const found = read(k, S, dv);
      U.push(
        found.map((x, e) => {
          let u = beta[from + i]! * (values[i]![e]! - Math.exp(b[i]!) * x);
          for (let j = 0; j < i; j++) u -= A[i]![j]! * U[j]![e]!;
          return u;
        }),
      );
    }

    for (const [i, q] of queries.entries()) {
      const o = read(q, S, dv).map((x) => Math.exp(b[i]!) * x);
      for (let j = 0; j <= i; j++) {
        const weight = Math.exp(b[i]! - b[j]!) * dot(q, keys[j]!);
        for (let e = 0; e < dv; e++) o[e]! += weight * U[j]![e]!;
      }
      O.push(o.map((x) => scale * x));
    }

    const last = b[b.length - 1]!;
    fade(S, Math.exp(last));
    for (const [j, k] of keys.entries()) write(S, k, U[j]!, Math.exp(last - b[j]!));
  }
  return { O: matrix(O), S: asState(S, dv) };
}
