import { attention } from "../attention/attention.js";
import { attentionShapes } from "../tensor/check.js";
import { fromFunction, type Matrix, rowMajor, rows } from "../tensor/matrix.js";
import { GrowingCache, type KeyValue } from "./cache.js";

/**
 * The first phase of inference: all N tokens of the prompt at once, as matrix products. It fills the cache
 * that decoding then reads. Called again with more tokens it continues where it stopped (chunked prefill).
 * @param cache gains N entries  @param Q [N, d]  @param K [N, d]  @param V [N, dv]
 * @returns O [N, dv], causal attention over everything the cache now holds
 * @throws TypeError when the cache drops tokens; RangeError when shapes differ
 */
export function prefill(cache: GrowingCache<KeyValue>, Q: Matrix, K: Matrix, V: Matrix): Matrix {
  const { N, M } = attentionShapes("prefill", Q, K, V);
  if (N !== M)
    throw new RangeError(
      `prefill: Q is [${Q.shape}] but K is [${K.shape}]; a prompt has one key for each query`,
    );
  if (!(cache instanceof GrowingCache))
    throw new TypeError(
      "prefill: the cache must be a GrowingCache; one that drops tokens would lose keys that the prompt's own queries read",
    );
  for (let i = 0; i < N; i++) cache.push({ key: row(K, i), value: row(V, i) });
  const items = cache.items();
  return attention(Q, stack(items.map((item) => item.key)), stack(items.map((item) => item.value)), {
    causal: true,
  });
}

const row = (A: Matrix, i: number): Float64Array => rowMajor(rows(A, i, i + 1)).slice();

const stack = (list: readonly ArrayLike<number>[]): Matrix =>
  fromFunction([list.length, list[0]!.length], (i, j) => list[i]![j]!);
