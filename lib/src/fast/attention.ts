import ndarray from "ndarray";
import { type AttentionOptions, attention as plainAttention } from "../attention/attention.js";
import { attentionShapes, finite } from "../tensor/check.js";
import type { Matrix, Vector } from "../tensor/matrix.js";
import { type Backend, checkBackend, chooseBackend } from "./backend.js";
import { compute } from "./compute.js";
import { type FloatMatrix, flatInputs } from "./inputs.js";
import { keyRuns, type Reads } from "./key-runs.js";

/** Who reads whom, the factor on the scores, and who computes. */
export interface FastOptions extends Reads {
  /** Factor on QKᵀ. Default 1/√d. */
  readonly scale?: number;
  /** A rung of the ladder. Default "auto": the fastest that this engine has and that is exact enough. */
  readonly backend?: Backend | "auto";
}

/** What fast attention returns. */
export interface FastResult {
  /** [N, dv]; a row that may read nothing is all zeros. */
  readonly O: Matrix;
  /** L = m + ln ℓ [N], which the backward pass needs; −∞ for a row that may read nothing. */
  readonly L: Vector;
  /** The rung that computed it. */
  readonly backend: Backend;
}

/**
 * Attention as fast as this processor can: the same result as `attention(Q, K, V)`, by tiles that stay in the
 * cache. Inputs may be of 32 or 64 bits; a view that is not contiguous is copied once.
 *
 * Precision: "ndarray", "typed" and "typescript" compute in 64 bits. "wasm" and "wasm-fma" round the inputs to
 * 32 bits and compute in 32 bits: about 10⁻⁶ of the largest |v| while scores stay below 64. A score of size s
 * is itself only known to s · 2⁻²⁴, so "auto" turns to "typescript" where scores may grow beyond 64, and where queries,
 * keys or values are so large or so small that 32 bits cannot hold them. An entry that is not finite reaches only the
 * rows that read it, on every rung.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @throws RangeError naming both shapes when sizes differ, or a backend that is not there
 * @see Dao 2023, "FlashAttention-2"
 */
export function fastAttention(
  Q: FloatMatrix,
  K: FloatMatrix,
  V: FloatMatrix,
  options: FastOptions = {},
): FastResult {
  const where = "fastAttention";
  const { N, d, M, dv } = attentionShapes(where, Q, K, V);
  const { scale = 1 / Math.sqrt(d), backend: wanted = "auto" } = options;
  finite(where, "scale", scale, { sign: "any" });
  checkBackend(where, wanted, { M, d, dv });
  const keys = keyRuns(where, N, M, options);
  const flat = flatInputs(where, Q, K, V);
  const backend = chooseBackend(where, wanted, flat.lengths, scale);
  const { O, L } = compute(backend, flat, scale, keys);
  return { O: ndarray(O, [N, dv]), L: ndarray(L, [N]), backend };
}

/**
 * Attention, with its fast form beside it: `attention(Q, K, V)` is the plain function of `long-attention/attention`, and
 * `attention.fast(Q, K, V)` is `fastAttention`.
 * @returns O [N, dv]
 */
export const attention: FastForm = Object.assign(
  (Q: Matrix, K: Matrix, V: Matrix, options?: AttentionOptions): Matrix => plainAttention(Q, K, V, options),
  { fast: fastAttention },
);

/** A function with its fast form beside it. */
export interface FastForm {
  (Q: Matrix, K: Matrix, V: Matrix, options?: AttentionOptions): Matrix;
  /** `fastAttention` */
  readonly fast: typeof fastAttention;
}
