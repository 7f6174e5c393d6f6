import { attention } from "../attention/attention.js";
import { dimension } from "../tensor/check.js";
import { matrix, rowMajor } from "../tensor/matrix.js";
import type { KeyValue, TokenCache } from "./cache.js";

/**
 * One step of decoding in one head: append the new token's key and value, then let its query read all
 * that the cache holds. No mask is needed, because the future is not in the cache.
 * With a growing cache the result is the last row of causal attention over all tokens so far; with a
 * rolling cache of W slots, the last row of causal attention with window W.
 * @param cache gains one entry  @param q [d]  @param k [d]  @param v [dv]
 * @returns o [dv]
 * @throws RangeError when k or v does not fit q or the cached tokens
 */
export function decodeStep(
  cache: TokenCache<KeyValue>,
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  v: ArrayLike<number>,
): Float64Array {
  dimension("decodeStep", "the length of q", q.length);
  dimension("decodeStep", "the length of v", v.length);
  if (k.length !== q.length)
    throw new RangeError(`decodeStep: q has ${q.length} numbers but k has ${k.length}; they need the same d`);
  const before = cache.items()[0];
  if (before && (before.key.length !== k.length || before.value.length !== v.length))
    throw new RangeError(
      `decodeStep: the cache holds keys of ${before.key.length} and values of ${before.value.length} numbers, ` +
        `but k has ${k.length} and v has ${v.length}; one head's cache takes one size of each`,
    );
  cache.push({ key: Float64Array.from(k), value: Float64Array.from(v) });
  const items = cache.items();
  const K = matrix(items.map(({ key }) => Float64Array.from(key)));
  const V = matrix(items.map(({ value }) => Float64Array.from(value)));
  return rowMajor(attention(matrix([Float64Array.from(q)]), K, V));
}
