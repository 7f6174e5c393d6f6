import { attentionShapes } from "../tensor/check.js";
import { zeros } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import type { Attended } from "./attend.js";
import type { FloatMatrix } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";

/**
 * Rung 1: attention as the formula says it, in three passes over an N × M matrix, each number fetched with
 * `get` and put back with `set`. Every access multiplies indices by strides and asks what kind of array it is.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param keys which keys each query reads
 * @see FlashAttention (Dao et al. 2022), Algorithm 0
 */
export function naiveNdarray(
  Q: FloatMatrix,
  K: FloatMatrix,
  V: FloatMatrix,
  scale: number,
  keys: KeyRuns,
): Attended {
  const { N, d, M, dv } = attentionShapes("naiveNdarray", Q, K, V);
  const [S, O, L] = [zeros([N, M]), zeros([N, dv]), new Float64Array(N)];
  const each = (i: number, visit: (j: number) => void): void => {
    const runs = keys(i);
    for (let t = 0; t < runs.length; t += 2) for (let j = runs[t]!; j < runs[t + 1]!; j++) visit(j);
  };
  for (let i = 0; i < N; i++)
    each(i, (j) => {
      let s = 0;
      for (let p = 0; p < d; p++) s += Q.get(i, p) * K.get(j, p);
      S.set(i, j, Number.isFinite(scale * s) ? scale * s : score(scale, rowOf(Q, i), rowOf(K, j)));
    });
  for (let i = 0; i < N; i++) {
    let [m, l] = [-Infinity, 0];
    each(i, (j) => {
      m = Math.max(m, S.get(i, j));
    });
    each(i, (j) => {
      l += S.set(i, j, Math.exp(S.get(i, j) - m));
    });
    each(i, (j) => S.set(i, j, S.get(i, j) / l));
    L[i] = m + Math.log(l);
  }
  for (let i = 0; i < N; i++)
    for (let c = 0; c < dv; c++) {
      let o = 0;
      each(i, (j) => {
        o += S.get(i, j) * V.get(j, c);
      });
      O.set(i, c, o);
    }
  return { O: O.data, L };
}

const rowOf = (A: FloatMatrix, i: number): number[] =>
  Array.from({ length: A.shape[1]! }, (_, p) => A.get(i, p));
