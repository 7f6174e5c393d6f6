import { dimension } from "../tensor/check.js";

/** What one token costs in one head with d numbers a key and as many a value. */
export interface TokenCost {
  readonly flops: number;
  /** Numbers of the state that go through slow memory, in and out. */
  readonly stateTraffic: number;
  /** FLOPs per byte, in 16 bits, Q, K, V and O counted with the state. */
  readonly intensity: number;
}

/** FLOPs of softmax attention's two products for a token that sees t: 4 t d. */
export function softmaxFlops(t: number, d: number): number {
  dimension("softmaxFlops", "t", t);
  dimension("softmaxFlops", "d", d);
  return 4 * t * d;
}

/**
 * A linear state, c tokens at a time: 4d² + 2(c + 1)d FLOPs a token, and the state moved once a chunk, 2d²/c numbers a token.
 * A chunk of one is the recurrence: 4d² FLOPs and 2d² numbers, for it computes no products of queries and keys.
 */
export function chunkCost(c: number, d: number): TokenCost {
  dimension("chunkCost", "c", c);
  dimension("chunkCost", "d", d);
  const flops = c === 1 ? 4 * d * d : 4 * d * d + 2 * (c + 1) * d;
  const stateTraffic = (2 * d * d) / c;
  return { flops, stateTraffic, intensity: flops / (2 * (stateTraffic + 4 * d)) };
}
