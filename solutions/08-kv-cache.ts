/**
 * While a model writes, keys and values never change once they are there, so they are kept. Here you size that
 * cache, keep it small with a window and with shared heads, decode with it, and see how many fit on a GPU.
 */
import {
  columns,
  type Matrix,
  matmul,
  matrix,
  rowMajor,
  sideBySide,
  transpose,
  zeros,
} from "long-attention/tensor";

/** What decides the size of a model's key-value cache. */
export interface KvConfig {
  layers: number;
  /** Query heads. */
  heads: number;
  /** Key-value heads. */
  kvHeads: number;
  /** Numbers in a key, and in a value, of one head. */
  headDim: number;
  /** Bytes a number: 2 for fp16, 4 for fp32. */
  bytes: number;
  /** Tokens that a layer keeps at most, null for all. The list repeats over the layers. */
  windows: readonly (number | null)[];
}

/**
 * What does one more token add to the cache? In each layer, every key-value head keeps one key and one value of it.
 * Query heads only read, so their number does not matter; nor do windows, which cap the tokens, not what each adds.
 * @param cfg the model
 * @returns bytes per token
 * @hint Multiply five numbers; one of them is not in the configuration.
 */
export function kvBytesPerToken(cfg: KvConfig): number {
  // BEGIN SOLUTION
  return 2 * cfg.layers * cfg.kvHeads * cfg.headDim * cfg.bytes;
  // END SOLUTION
}

/**
 * How large is the cache after T tokens? A layer with a window keeps its newest tokens only, as many as the window
 * at most; a layer without one keeps all. `windows` repeats over the layers: with `[128, null]`, layers 0, 2, 4, …
 * keep at most 128 tokens and layers 1, 3, 5, … keep all, however many layers there are.
 * @param cfg the model
 * @param T tokens so far, 0 or more
 * @returns bytes
 * @hint Sum over the layers: layer l keeps min(T, its window) tokens, and its window is `windows[l % windows.length]`. What should null count as?
 */
export function kvCacheBytes(cfg: KvConfig, T: number): number {
  // BEGIN SOLUTION
  let tokens = 0;
  for (let layer = 0; layer < cfg.layers; layer++) {
    const window = cfg.windows[layer % cfg.windows.length];
    tokens += Math.min(T, window ?? Infinity);
  }
  return tokens * (kvBytesPerToken(cfg) / cfg.layers);
  // END SOLUTION
}

/**
 * With a window of W tokens, W slots are enough: token i goes into slot i mod W, over the oldest one. Build this
 * rolling buffer. In memory the tokens then lie rotated; `items` gives them back in their order, oldest first, and
 * only those that are there.
 * @param W slots, at least 1
 * @hint Count how many tokens have come. Once all slots are taken, the oldest token lies where the next one will go.
 */
export class RollingCache<T> {
  // What the cache has to remember goes here.
  // BEGIN SOLUTION
  readonly #slots: T[] = [];
  #pushed = 0;
  // END SOLUTION

  constructor(readonly W: number) {}

  /** Takes the next token's entry. */
  push(item: T): void {
    // BEGIN SOLUTION
    this.#slots[this.#pushed % this.W] = item;
    this.#pushed += 1;
    // END SOLUTION
  }

  /** What it holds, oldest first. */
  items(): T[] {
    // BEGIN SOLUTION
    const oldest = this.#pushed % this.W; // nothing lies from there on while slots are free
    return [...this.#slots.slice(oldest), ...this.#slots.slice(0, oldest)];
    // END SOLUTION
  }
}

/**
 * Query heads may share what is cached. H query heads read G key-value heads, G divides H, and neighbours share:
 * query head h reads key-value head ⌊h / (H/G)⌋. Heads are slices of neighbouring columns, each head attends with
 * the scale $1/\sqrt d$, and their outputs stand side by side in the order of the query heads. There is no mask.
 * @param Q [N, H·d] queries
 * @param K [M, G·d] keys
 * @param V [M, G·dv] values
 * @param H query heads
 * @param G key-value heads
 * @returns [N, H·dv]
 * @hint Of K's columns, key-value head g has g·d to (g+1)·d; `columns(K, from, to)` cuts them out, `sideBySide(list)` joins the outputs.
 */
export function gqa(Q: Matrix, K: Matrix, V: Matrix, H: number, G: number): Matrix {
  // BEGIN SOLUTION
  const [d, dv] = [K.shape[1]! / G, V.shape[1]! / G];
  const outputs = Array.from({ length: H }, (_, h) => {
    const g = Math.floor(h / (H / G));
    const S = matmul(columns(Q, h * d, (h + 1) * d), transpose(columns(K, g * d, (g + 1) * d)));
    const [N, M] = S.shape as [number, number];
    const P = zeros([N, M]);
    for (let i = 0; i < N; i++) {
      const scores = Array.from({ length: M }, (_, j) => S.get(i, j) / Math.sqrt(d));
      const m = Math.max(...scores);
      const sum = scores.reduce((sum, score) => sum + Math.exp(score - m), 0);
      scores.forEach((score, j) => void P.set(i, j, Math.exp(score - m) / sum));
    }
    return matmul(P, columns(V, g * dv, (g + 1) * dv));
  });
  return sideBySide(outputs);
  // END SOLUTION
}

/** What one head of one layer has kept, oldest first. */
export interface KvCache {
  /** One key [d] for each token. */
  keys: Float64Array[];
  /** One value [dv] for each token. */
  values: Float64Array[];
}

/**
 * One step of decoding, in one head. A new token has come: append its key and its value to the cache, then let its
 * query read all that the cache holds, the new token included, with the scale $1/\sqrt d$. Change the cache itself,
 * and nothing else: the caller goes on using q, k and v.
 * @param cache what was kept so far; empty lists at the first token
 * @param q [d] the new token's query
 * @param k [d] its key
 * @param v [dv] its value
 * @returns [dv]
 * @hint The future is not in the cache yet, so no mask is needed. One query head and one key-value head: have you written that attention already?
 */
export function decodeStep(cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array): Float64Array {
  // BEGIN SOLUTION
  cache.keys.push(k);
  cache.values.push(v);
  return rowMajor(gqa(matrix([q]), matrix(cache.keys), matrix(cache.values), 1, 1));
  // END SOLUTION
}

/**
 * How many conversations of T tokens can a GPU hold at once? All of them share the model's weights, and each needs a
 * whole cache of its own. When not even one cache fits, the answer is 0.
 * @param gpuBytes memory of the GPU, in bytes
 * @param weightBytes the model's weights, in bytes
 * @param cfg the model
 * @param T tokens of each conversation, at least 1
 * @returns a whole number
 * @hint What do the weights leave free? Part of a cache is of no use.
 */
export function maxBatch(gpuBytes: number, weightBytes: number, cfg: KvConfig, T: number): number {
  // BEGIN SOLUTION
  const free = gpuBytes - weightBytes;
  return Math.max(0, Math.floor(free / kvCacheBytes(cfg, T)));
  // END SOLUTION
}
