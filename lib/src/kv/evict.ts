import { dimension } from "../tensor/check.js";

/**
 * Which of `len` cached tokens stay when the cache may hold sinks + recent: the first `sinks` and the
 * newest, leaving room for `incoming` tokens that are about to be appended.
 * @param len tokens in the cache  @param sinks first tokens, never evicted  @param recent newest tokens kept
 * @param incoming tokens to make room for, at most `recent`
 * @returns the indices that stay, ascending; all of them while nothing has to leave
 * @see Xiao et al. 2023 (StreamingLLM), §3.2
 */
export function evict(len: number, sinks: number, recent: number, incoming = 0): number[] {
  dimension("evict", "len", len, 0);
  dimension("evict", "sinks", sinks, 0);
  dimension("evict", "recent", recent);
  dimension("evict", "incoming", incoming, 0);
  if (incoming > recent)
    throw new RangeError(
      `evict: incoming is ${incoming} but recent is ${recent}; at most ${recent} can come at once`,
    );
  const indices = Array.from({ length: len }, (_, i) => i);
  const oldestKept = Math.max(sinks, len - recent + incoming);
  return [...indices.slice(0, sinks), ...indices.slice(oldestKept)];
}
