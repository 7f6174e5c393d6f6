import { dimension, finite } from "../tensor/check.js";
import { type KvConfig, kvCacheBytes } from "./size.js";

/**
 * How many sequences of T tokens a GPU serves at once: what the weights leave free, in whole caches.
 * @param gpuBytes memory of the GPU  @param weightBytes the model's weights  @param T tokens of each sequence
 * @returns a whole number; 0 when the weights leave no room for one cache
 */
export function maxBatch(gpuBytes: number, weightBytes: number, cfg: KvConfig, T: number): number {
  finite("maxBatch", "gpuBytes", gpuBytes);
  finite("maxBatch", "weightBytes", weightBytes, { sign: "not negative" });
  dimension("maxBatch", "T", T);
  return Math.max(0, Math.floor((gpuBytes - weightBytes) / kvCacheBytes(cfg, T)));
}
