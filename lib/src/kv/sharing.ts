import { dimension } from "../tensor/check.js";
import type { LatentCache } from "./size.js";

/**
 * How query heads share what is cached: each its own key-value head (MHA), some heads one (GQA), all heads
 * one (MQA), or all heads one latent vector (MLA).
 */
export type KvSharing = "MHA" | "GQA" | "MQA" | "MLA";

/** Which of the four a model uses, from its number of query heads and of key-value heads. */
export function kvSharing(
  cfg: { readonly heads: number; readonly kvHeads: number } | LatentCache,
): KvSharing {
  if ("latent" in cfg) return "MLA";
  dimension("kvSharing", "heads", cfg.heads);
  dimension("kvSharing", "kvHeads", cfg.kvHeads);
  if (cfg.heads % cfg.kvHeads !== 0)
    throw new RangeError(
      `kvSharing: ${cfg.heads} query heads do not split evenly over ${cfg.kvHeads} key-value heads`,
    );
  if (cfg.kvHeads === cfg.heads) return "MHA";
  return cfg.kvHeads === 1 ? "MQA" : "GQA";
}

/** A key-value head and the query heads that read it, from one to before another. */
export interface HeadGroup {
  readonly g: number;
  readonly from: number;
  readonly to: number;
}

/** How `heads` query heads share `kvHeads` key-value heads: neighbours read the same one. */
export function headGroups(heads: number, kvHeads: number): HeadGroup[] {
  kvSharing({ heads, kvHeads });
  const size = heads / kvHeads;
  return Array.from({ length: kvHeads }, (_, g) => ({ g, from: g * size, to: (g + 1) * size }));
}
