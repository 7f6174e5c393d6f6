import { score } from "../tensor/score.js";
import { logSumExp, softmax } from "../tensor/softmax.js";
import { weighted } from "../tensor/weighted.js";
import type { Attended } from "./attend.js";
import type { Floats, Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";

/**
 * Computes anew, one at a time, the queries that read an entry which is not finite. Tiles work on keys and values that
 * not every query may read, so the rungs get zeros in such places; all other queries have their result already.
 * @param out O [N, dv] and L [N], corrected in place
 * @param raw the inputs as they came
 */
export function readNonFinite(
  out: Attended,
  { N, M, d, dv, q, k, v }: Inputs,
  scale: number,
  keys: KeyRuns,
): void {
  const spoils = Array.from({ length: M }, (_, j) => !(allFinite(row(k, j, d)) && allFinite(row(v, j, dv))));
  for (let i = 0; i < N; i++) {
    const J = listed(keys(i));
    if (J.length === 0 || (allFinite(row(q, i, d)) && !J.some((j) => spoils[j]))) continue;
    const s = J.map((j) => score(scale, row(q, i, d), row(k, j, d)));
    const p = softmax(s);
    for (let c = 0; c < dv; c++)
      out.O[i * dv + c] = J.reduce((sum, j, t) => sum + weighted(p[t]!, v[j * dv + c]!), 0);
    out.L[i] = logSumExp(s);
  }
}

const row = (A: Floats, i: number, width: number) => A.subarray(i * width, (i + 1) * width);
const allFinite = (x: Floats) => x.every(Number.isFinite);

/** Runs as single keys: [2, 4, 7, 8] → 2, 3, 7. */
const listed = (runs: readonly number[]): number[] =>
  runs.flatMap((from, t) => (t % 2 ? [] : Array.from({ length: runs[t + 1]! - from }, (_, k) => from + k)));
