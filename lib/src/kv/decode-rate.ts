import { dimension, finite } from "../tensor/check.js";

/** What decoding one token asks of the machine, and what the machine has. */
export interface DecodeMachine {
  readonly parameters: number;
  /** Bytes of one parameter. */
  readonly weightBytes: number;
  readonly kvBytesPerToken: number;
  readonly hbmBytesPerSecond: number;
  readonly flopsPerSecond: number;
}

/** Which keys are read for a new token. */
export type CachePolicy =
  /** All of them. */
  | { readonly kind: "full" }
  /** The first and the newest, from a cache that is kept. */
  | { readonly kind: "sinks"; readonly sinks: number; readonly recent: number }
  /** The newest, whose keys and values are computed afresh for each token. */
  | { readonly kind: "recompute"; readonly recent: number };

/**
 * A model of the time of one decoding step at length T: the larger of reading (weights and cached keys and
 * values) and computing (two FLOPs a parameter for each token that passes through the model).
 * It leaves out the scores, everything that is not overlapped, and whether it fits: a lower bound.
 * @returns seconds a token
 */
export function decodeSeconds(policy: CachePolicy, T: number, machine: DecodeMachine): number {
  dimension("decodeSeconds", "T", T);
  for (const [name, value] of Object.entries(machine)) finite("decodeSeconds", name, value);
  const { parameters, weightBytes, kvBytesPerToken, hbmBytesPerSecond, flopsPerSecond } = machine;
  const keys = keysRead(policy, T);
  const passing = policy.kind === "recompute" ? keys : 1;
  const bytes = parameters * weightBytes + kvBytesPerToken * keys;
  return Math.max(bytes / hbmBytesPerSecond, (2 * parameters * passing) / flopsPerSecond);
}

/** How many keys the step at length T reads. */
export function keysRead(policy: CachePolicy, T: number): number {
  dimension("keysRead", "T", T);
  if (policy.kind === "full") return T;
  dimension("keysRead", "recent", policy.recent);
  if (policy.kind === "recompute") return Math.min(T, policy.recent);
  dimension("keysRead", "sinks", policy.sinks, 0);
  return Math.min(T, policy.sinks + policy.recent);
}
