import { attentionShapes, dimension } from "../tensor/check.js";
import { fromFunction, type Matrix, toRows } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { weighted } from "../tensor/weighted.js";
import { rescale } from "./online-softmax.js";

/** How the keys arrive, and what becomes of earlier sums. */
export interface OnlineOptions {
  /** Keys that arrive together. Default 1. */
  readonly Bc?: number;
  /** Factor on QKᵀ. Default 1/√d. */
  readonly scale?: number;
  /** What earlier sums are multiplied by when the maximum grows. Default e^(old − new); others show what goes wrong. */
  readonly rescaleOutput?: (oldMax: number, newMax: number) => number;
}

/**
 * Attention whose keys arrive block by block: each query carries its maximum m, its sum ℓ and its output so
 * far, and never holds a whole row of scores.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @returns O [N, dv], equal to `attention(Q, K, V)`
 * @see Dao 2023, "FlashAttention-2", §2.3
 */
export function onlineAttention(Q: Matrix, K: Matrix, V: Matrix, options: OnlineOptions = {}): Matrix {
  const { N, d, M, dv } = attentionShapes("onlineAttention", Q, K, V);
  const { Bc = 1, scale = 1 / Math.sqrt(d), rescaleOutput = rescale } = options;
  dimension("onlineAttention", "Bc", Bc);
  const [keys, values] = [toRows(K), toRows(V)];
  const O = toRows(Q).map((q) => {
    let [m, l, o] = [-Infinity, 0, new Array<number>(dv).fill(0)];
    for (let j = 0; j < M; j += Bc) {
      const s = keys.slice(j, j + Bc).map((k) => score(scale, q, k));
      const mNew = Math.max(m, ...s);
      const p = s.map((x) => rescale(x, mNew)); // e^(s − m_new)
      const factor = m === -Infinity ? 0 : rescaleOutput(m, mNew);
      o = o.map((x, c) =>
        p.reduce((sum, pj, t) => sum + weighted(pj, values[j + t]![c]!), weighted(factor, x)),
      );
      l = p.reduce((sum, pj) => sum + pj, rescale(m, mNew) * l);
      m = mNew;
    }
    return o.map((x) => x / l);
  });
  return fromFunction([N, dv], (i, c) => O[i]![c]!);
}
