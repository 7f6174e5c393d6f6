import { dimension, finite } from "../tensor/check.js";
import { softmax } from "../tensor/softmax.js";
import { evict } from "./evict.js";

/**
 * A toy of one head that has nothing to say: its first tokens are a parking place for weight, all others
 * score 0. It shows the mechanism of attention sinks, and claims nothing about any model's quality.
 */
export interface SinkToy {
  /** Logit of the parking place. Default 5. */
  readonly logit?: number;
  /** How many first tokens share it; together they weigh as much as one of them would. Default 1. */
  readonly parking?: number;
}

/** The toy's scores for a query that sees `len` tokens: e^logit shared by the first, e⁰ for each other. */
export function sinkLogits(len: number, { logit = 5, parking = 1 }: SinkToy = {}): number[] {
  dimension("sinkLogits", "len", len, 0);
  dimension("sinkLogits", "parking", parking);
  finite("sinkLogits", "logit", logit, { sign: "any" });
  return Array.from({ length: len }, (_, j) => (j < parking ? logit - Math.log(parking) : 0));
}

/**
 * The toy's weights for query i, by position: those that were evicted weigh 0.
 * @param kept positions still in the cache, such as evict(i + 1, sinks, recent)
 */
export function sinkWeights(i: number, kept: readonly number[], toy: SinkToy = {}): Float64Array {
  dimension("sinkWeights", "i", i, 0);
  for (const j of kept) {
    dimension("sinkWeights", "a kept position", j, 0);
    if (j > i)
      throw new RangeError(
        `sinkWeights: position ${j} is kept but the query is ${i}; none may come after it`,
      );
  }
  const logits = sinkLogits(i + 1, toy);
  const p = softmax(kept.map((j) => logits[j]!));
  const weights = new Float64Array(i + 1);
  kept.forEach((j, k) => {
    weights[j] = p[k]!;
  });
  return weights;
}

/**
 * How loud the head speaks at query i: the weight that is not parked, so that falls on ordinary tokens.
 * With a cache of sinks + recent keys; without one, of all keys.
 */
export function sinkLoudness(
  i: number,
  toy: SinkToy = {},
  cache?: { readonly sinks: number; readonly recent: number },
): number {
  dimension("sinkLoudness", "i", i, 0);
  const kept = cache ? evict(i + 1, cache.sinks, cache.recent) : Array.from({ length: i + 1 }, (_, j) => j);
  return sinkWeights(i, kept, toy)
    .slice(toy.parking ?? 1)
    .reduce((sum, p) => sum + p, 0);
}

/** `sinkLoudness` of every query before T, over the loudest that the head was on its first `trained` tokens. */
export function relativeLoudness(
  T: number,
  trained: number,
  toy: SinkToy = {},
  cache?: { readonly sinks: number; readonly recent: number },
): number[] {
  dimension("relativeLoudness", "T", T);
  dimension("relativeLoudness", "trained", trained);
  const loudest = sinkLoudness(trained - 1, toy);
  return Array.from({ length: T }, (_, i) => sinkLoudness(i, toy, cache) / loudest);
}
