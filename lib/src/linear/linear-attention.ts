import { attentionShapes } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { type Matrix, matrix, rowMajor, toRows, type Vector, vector } from "../tensor/matrix.js";
import { eluPlusOne, type FeatureMap } from "./feature-maps.js";
import { read, write } from "./state.js";

/** What linear attention gave, and the state that it would go on from. */
export interface LinearOutput {
  /** [T, dv] */
  readonly O: Matrix;
  /** [d, dv] Σ φ(k)ᵀv */
  readonly S: Matrix;
  /** d numbers, Σ φ(k) */
  readonly z: Vector;
}

/**
 * Causal linear attention as a recurrence: S += φ(k)ᵀv and z += φ(k), then o = φ(q)S / (φ(q)·z). φ is called once for
 * each number of Q and K. A query whose weights are all 0 gives zeros.
 * @param Q [T, d]  @param K [T, d]  @param V [T, dv]  @param phi default: elu + 1
 * @throws RangeError naming the shapes when they do not fit
 * @see Katharopoulos et al. 2020, eqs. 10 to 12
 */
export function linearAttention(Q: Matrix, K: Matrix, V: Matrix, phi: FeatureMap = eluPlusOne): LinearOutput {
  const { T, d, dv } = causalShapes("linearAttention", Q, K, V);
  const [S, z] = [new Float64Array(d * dv), new Float64Array(d)];
  const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
  const O = Array.from({ length: T }, (_, t) => {
    const k = keys[t]!.map(phi);
    write(S, k, values[t]!);
    for (let c = 0; c < d; c++) z[c]! += k[c]!;
    const q = queries[t]!.map(phi);
    const total = dot(q, z);
    return read(q, S, dv).map((o) => (total === 0 ? 0 : o / total));
  });
  return { O: matrix(O), S: asState(S, dv), z: vector(z) };
}

/**
 * The weights that linear attention gives: φ(Q)φ(K)ᵀ below and on the diagonal, each row divided by its sum. They are never
 * needed; they show what a state stands for.
 * @returns [T, T]
 */
export function linearWeights(Q: Matrix, K: Matrix, phi: FeatureMap = eluPlusOne): Matrix {
  const { T } = causalShapes("linearWeights", Q, K, K);
  const [queries, keys] = [toRows(Q), toRows(K)].map((rows) => rows.map((row) => row.map(phi)));
  return matrix(
    queries!.map((q, i) => {
      const row = Array.from({ length: T }, (_, j) => (j > i ? 0 : dot(q, keys![j]!)));
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((w) => (sum === 0 ? 0 : w / sum));
    }),
  );
}

/** The sizes of one sequence that attends to its own past. */
export function causalShapes(where: string, Q: Matrix, K: Matrix, V: Matrix) {
  const { N: T, M, d, dv } = attentionShapes(where, Q, K, V);
  if (T !== M)
    throw new RangeError(`${where}: Q is [${Q.shape}] but K is [${K.shape}]; both need one row a token`);
  return { T, d, dv };
}

/** A list of d · dv numbers as [d, dv]. */
export const asState = (S: Float64Array, dv: number): Matrix =>
  matrix(Array.from({ length: S.length / dv }, (_, a) => S.slice(a * dv, (a + 1) * dv)));

/** A copy of a given state [d, dv] row by row, or of zeros. */
export function stateOf(where: string, S: Matrix | undefined, d: number, dv: number): Float64Array {
  if (S === undefined) return new Float64Array(d * dv);
  if (S.shape.length !== 2 || S.shape[0] !== d || S.shape[1] !== dv)
    throw new RangeError(`${where}: S is [${S.shape}]; these keys and values need [${d},${dv}]`);
  return rowMajor(S).slice();
}
