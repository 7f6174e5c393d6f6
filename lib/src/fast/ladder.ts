import { type Rng, randn } from "../tensor/random.js";
import { fastAttention } from "./attention.js";
import { availableBackends, type Backend } from "./backend.js";
import { type Clock, medianSeconds } from "./stopwatch.js";
import { attentionWork } from "./traffic.js";

/** How fast one rung is. */
export interface RungTime {
  readonly name: Backend;
  /** Of one call. */
  readonly seconds: number;
  readonly flopsPerSecond: number;
  /** FLOP for each byte that travels, as `attentionWork` counts. */
  readonly intensity: number;
}

/**
 * Times every rung that this engine has, on one head of normal numbers.
 * @param N tokens  @param d numbers in a query, a key and a value
 */
export function timeLadder(N: number, d: number, random: Rng, clock?: Clock): RungTime[] {
  const [Q, K, V] = [randn([N, d], random), randn([N, d], random), randn([N, d], random)];
  return availableBackends().map((name) => {
    const seconds = medianSeconds(() => fastAttention(Q, K, V, { backend: name }), 5, clock);
    const { flops, bytes } = attentionWork(name, N, d);
    return { name, seconds, flopsPerSecond: flops / seconds, intensity: flops / bytes };
  });
}
