import { fromFunction, type Matrix, rowMajor } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { logSumExp } from "../tensor/softmax.js";
import { weighted } from "../tensor/weighted.js";

/** What one round found, and how much weight it saw. */
export interface RoundOutput {
  /** [T, dv] */
  readonly O: Matrix;
  /** log Σ exp of each query's scores; −∞ when it read only itself, so that any other round outweighs this one. */
  readonly lse: Float64Array;
}

/** What a round reads, and in which order. */
export interface RoundPlan {
  /** Positions sorted by bucket. */
  readonly perm: readonly number[];
  /** Keys of each query. */
  readonly targets: readonly (readonly number[])[];
}

/**
 * Attention of each query over its own list of keys: o_i = Σ_j exp(s_ij − lse_i) v_j. Queries come in
 * sorted order: neighbours share keys, which are then still in the processor's cache.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]
 * @param N rounds that find each pair, from `multiplicity`; their logarithm comes off the scores
 */
export function attendTargets(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  { perm, targets }: RoundPlan,
  scale: number,
  N?: readonly ReadonlyMap<number, number>[],
): RoundOutput {
  const [T, d, dv] = [Q.shape[0]!, Q.shape[1]!, V.shape[1]!];
  const [q, k, v] = [rowMajor(Q), rowMajor(K), rowMajor(V)];
  const out = new Float64Array(T * dv);
  const lse = new Float64Array(T);

  const attend = (i: number): void => {
    const keys = targets[i]!;
    const s = keys.map((j) => {
      const s = scale * dotRows(q, i, k, j, d);
      const exact = Number.isFinite(s) ? s : score(scale, rowOf(q, i, d), rowOf(k, j, d));
      return exact - Math.log(N?.[i]?.get(j) ?? 1);
    });
    const z = logSumExp(s);
    keys.forEach((j, a) => {
      addRow(out, i, Math.exp(s[a]! - z), v, j, dv);
    });
    lse[i] = keys.length === 1 && keys[0] === i ? -Infinity : z;
  };
  for (const i of perm) attend(i);
  return { O: fromFunction([T, dv], (i, c) => out[i * dv + c]!), lse };
}

const rowOf = (A: Float64Array, i: number, d: number) => A.subarray(i * d, (i + 1) * d);

/** Row i of A times row j of B. */
function dotRows(A: Float64Array, i: number, B: Float64Array, j: number, d: number): number {
  let sum = 0;
  for (let c = 0; c < d; c++) sum += A[i * d + c]! * B[j * d + c]!;
  return sum;
}

/** Adds w times row j of B to row i of A. */
function addRow(A: Float64Array, i: number, w: number, B: Float64Array, j: number, d: number): void {
  for (let c = 0; c < d; c++) A[i * d + c]! += weighted(w, B[j * d + c]!);
}
