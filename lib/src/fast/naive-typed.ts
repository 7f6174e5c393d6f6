import { score } from "../tensor/score.js";
import type { Attended } from "./attend.js";
import type { Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";

/**
 * Rung 2: the same three passes on typed arrays. An access is now one load, but the N × M matrix is still
 * written out and read back, and each number of K and V is fetched again for every query.
 * @param keys which keys each query reads
 * @see FlashAttention (Dao et al. 2022), Algorithm 0
 */
export function naiveTyped({ N, M, d, dv, q, k, v }: Inputs, scale: number, keys: KeyRuns): Attended {
  const [S, O, L] = [new Float64Array(N * M), new Float64Array(N * dv), new Float64Array(N)];
  for (let i = 0; i < N; i++) {
    const runs = keys(i);
    for (let t = 0; t < runs.length; t += 2)
      for (let j = runs[t]!; j < runs[t + 1]!; j++) {
        let s = 0;
        for (let p = 0; p < d; p++) s += q[i * d + p]! * k[j * d + p]!;
        S[i * M + j] = Number.isFinite(scale * s)
          ? scale * s
          : score(scale, q.subarray(i * d, (i + 1) * d), k.subarray(j * d, (j + 1) * d));
      }
  }
  for (let i = 0; i < N; i++) {
    const runs = keys(i);
    let [m, l] = [-Infinity, 0];
    for (let t = 0; t < runs.length; t += 2)
      for (let j = runs[t]!; j < runs[t + 1]!; j++) m = Math.max(m, S[i * M + j]!);
    for (let t = 0; t < runs.length; t += 2)
      for (let j = runs[t]!; j < runs[t + 1]!; j++) l += S[i * M + j] = Math.exp(S[i * M + j]! - m);
    for (let t = 0; t < runs.length; t += 2) for (let j = runs[t]!; j < runs[t + 1]!; j++) S[i * M + j]! /= l;
    L[i] = m + Math.log(l);
  }
  for (let i = 0; i < N; i++) {
    const runs = keys(i);
    for (let c = 0; c < dv; c++) {
      let o = 0;
      for (let t = 0; t < runs.length; t += 2)
        for (let j = runs[t]!; j < runs[t + 1]!; j++) o += S[i * M + j]! * v[j * dv + c]!;
      O[i * dv + c] = o;
    }
  }
  return { O, L };
}
