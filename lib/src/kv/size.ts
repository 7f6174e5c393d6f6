import { dimension, finite } from "../tensor/check.js";

/** What every layer keeps of one token: a key and a value for each key-value head. */
export interface HeadCache {
  /** Key-value heads, not query heads: only these are kept. */
  readonly kvHeads: number;
  readonly headDim: number;
}

/** What every layer keeps of one token under multi-head latent attention (MLA): one vector and one rotary key. */
export interface LatentCache {
  /** Length of the latent vector that all keys and values are made from (`kv_lora_rank`). */
  readonly latent: number;
  /** Length of the key that carries the position, shared by all heads. */
  readonly rope: number;
}

/** What decides the size of a model's key-value cache. */
export type KvConfig = (HeadCache | LatentCache) & {
  readonly layers: number;
  /** Bytes a number: 2 for fp16 and bf16 (default), 4 for fp32. */
  readonly bytes?: number;
  /**
   * Tokens that a layer keeps at most; null keeps all. The list repeats over the layers: `[128, null]` is
   * 128 on even layers and everything on odd ones. Default: every layer keeps everything.
   */
  readonly windows?: readonly (number | null)[];
};

/**
 * Bytes that one more token adds to the cache, before any window caps it:
 * 2 · layers · kvHeads · headDim · bytes, or layers · (latent + rope) · bytes for MLA.
 * @see DeepSeek-V2 (2024), §2.1, for the latent form
 */
export function kvBytesPerToken(cfg: KvConfig): number {
  return cfg.layers * bytesPerTokenAndLayer("kvBytesPerToken", cfg);
}

/**
 * Bytes of the cache after T tokens of one sequence: Σ over layers of min(T, window) tokens.
 * @param T tokens
 */
export function kvCacheBytes(cfg: KvConfig, T: number): number {
  dimension("kvCacheBytes", "T", T, 0);
  const perLayer = bytesPerTokenAndLayer("kvCacheBytes", cfg);
  let tokens = 0;
  for (let layer = 0; layer < cfg.layers; layer++) tokens += Math.min(T, windowOf(cfg, layer));
  return tokens * perLayer;
}

/** How many tokens layer `layer` keeps at most; Infinity without a window. */
const windowOf = ({ windows = [null] }: KvConfig, layer: number): number =>
  windows[layer % windows.length] ?? Infinity;

function bytesPerTokenAndLayer(where: string, cfg: KvConfig): number {
  const { layers, bytes = 2, windows } = cfg;
  dimension(where, "layers", layers);
  finite(where, "bytes", bytes);
  if (windows?.length === 0)
    throw new RangeError(`${where}: windows is empty; leave it out when no layer has a window`);
  for (const window of windows ?? []) if (window !== null) dimension(where, "a window", window);
  if ("latent" in cfg) {
    dimension(where, "latent", cfg.latent);
    dimension(where, "rope", cfg.rope, 0);
    return (cfg.latent + cfg.rope) * bytes;
  }
  dimension(where, "kvHeads", cfg.kvHeads);
  dimension(where, "headDim", cfg.headDim);
  return 2 * cfg.kvHeads * cfg.headDim * bytes;
}
