import { isList, isMatrix } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";

/**
 * The lightning indexer's scores of all keys for one query, I_j = Σ_h w_h · ReLU(q_h · k_j): a few small heads, and one
 * short key a token for all of them. The weights may be negative, and hold the constants 1/√H and 1/√d already.
 * @param q [H, d] the query's index heads  @param w H weights  @param K [T, d] one index key a token
 * @returns I, T numbers; ReLU makes many of them exactly 0
 * @throws RangeError naming the shapes when they do not fit
 * @see DeepSeek-V3.2-Exp, eq. 1 and its inference/model.py
 */
export function indexScores(q: Matrix, w: ArrayLike<number>, K: Matrix): Float64Array {
  isMatrix("indexScores", "q", q);
  isMatrix("indexScores", "K", K);
  isList("indexScores", "w", w);
  const [H, d] = q.shape as [number, number];
  if (K.shape[1] !== d || w.length !== H)
    throw new RangeError(
      `indexScores: q is [${q.shape}], K is [${K.shape}] and w has ${w.length} numbers; K needs q's columns, and w a weight for each of q's rows`,
    );
  const [heads, keys] = [rowMajor(q), rowMajor(K)];
  return Float64Array.from({ length: K.shape[0]! }, (_, j) => {
    const key = keys.subarray(j * d, (j + 1) * d);
    let sum = 0;
    for (let h = 0; h < H; h++) sum += w[h]! * Math.max(0, dot(heads.subarray(h * d, (h + 1) * d), key));
    return sum;
  });
}
