/**
 * Exercises 08 · The key-value cache
 *
 * While a model writes, keys and values never change once they are there, so they are kept. Here you size
 * that cache, keep it small with a window and with shared heads, decode with it, and see how many fit on a
 * GPU.
 *
 * Write each function, then run `npm run check -- 08 --watch`. A hint: `npm run check -- 08.1 --hint`.
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

/** What one head of one layer has kept, oldest first. */
export interface KvCache {
  /** One key [d] for each token. */
  keys: Float64Array[];
  /** One value [dv] for each token. */
  values: Float64Array[];
}

// 08.1 · What a token adds · 2 points · easy
/**
 * What does one more token add to the cache? In each layer, every key-value head keeps one key and one value
 * of it. Query heads only read, so their number does not matter; nor do windows, which cap the tokens, not
 * what each adds.
 * @param cfg the model
 * @returns bytes per token
 * (The reference takes 1 line.)
 */
export function kvBytesPerToken(cfg: KvConfig): number {
  throw new Error("TODO exercise 08.1: kvBytesPerToken");
}

// 08.2 · The whole cache · 4 points · medium
/**
 * How large is the cache after T tokens? A layer with a window keeps its newest tokens only, as many as the
 * window at most; a layer without one keeps all. `windows` repeats over the layers: with `[128, null]`,
 * layers 0, 2, 4, … keep at most 128 tokens and layers 1, 3, 5, … keep all, however many layers there are.
 * @param cfg the model
 * @param T tokens so far, 0 or more
 * @returns bytes
 * (The reference takes 6 lines.)
 */
export function kvCacheBytes(cfg: KvConfig, T: number): number {
  throw new Error("TODO exercise 08.2: kvCacheBytes");
}

// 08.3 · A buffer that never grows · 4 points · medium
/**
 * With a window of W tokens, W slots are enough: token i goes into slot i mod W, over the oldest one. Build
 * this rolling buffer. In memory the tokens then lie rotated; `items` gives them back in their order, oldest
 * first, and only those that are there.
 * @param W slots, at least 1
 * (The reference takes 6 lines.)
 */
export class RollingCache<T> {
  // What the cache has to remember goes here.

  constructor(readonly W: number) {}

  /** Takes the next token's entry. */
  push(item: T): void {
    throw new Error("TODO exercise 08.3: RollingCache");
  }

  /** What it holds, oldest first. */
  items(): T[] {
    throw new Error("TODO exercise 08.3: RollingCache");
  }
}

// 08.4 · Heads that share · 5 points · medium
/**
 * Query heads may share what is cached. H query heads read G key-value heads, G divides H, and neighbours
 * share: query head h reads key-value head ⌊h / (H/G)⌋. Heads are slices of neighbouring columns, each head
 * attends with the scale 1/√d, and their outputs stand side by side in the order of the query heads. There
 * is no mask.
 * @param Q [N, H·d] queries
 * @param K [M, G·d] keys
 * @param V [M, G·dv] values
 * @param H query heads
 * @param G key-value heads
 * @returns [N, H·dv]
 * (The reference takes 15 lines.)
 */
export function gqa(Q: Matrix, K: Matrix, V: Matrix, H: number, G: number): Matrix {
  throw new Error("TODO exercise 08.4: gqa");
}

// 08.5 · One step of decoding · 4 points · medium
/**
 * One step of decoding, in one head. A new token has come: append its key and its value to the cache, then
 * let its query read all that the cache holds, the new token included, with the scale 1/√d. Change the cache
 * itself, and nothing else: the caller goes on using q, k and v.
 * @param cache what was kept so far; empty lists at the first token
 * @param q [d] the new token's query
 * @param k [d] its key
 * @param v [dv] its value
 * @returns [dv]
 * (The reference takes 3 lines.)
 */
export function decodeStep(cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array): Float64Array {
  throw new Error("TODO exercise 08.5: decodeStep");
}

// 08.6 · How many fit · 3 points · easy
/**
 * How many conversations of T tokens can a GPU hold at once? All of them share the model's weights, and each
 * needs a whole cache of its own. When not even one cache fits, the answer is 0.
 * @param gpuBytes memory of the GPU, in bytes
 * @param weightBytes the model's weights, in bytes
 * @param cfg the model
 * @param T tokens of each conversation, at least 1
 * @returns a whole number
 * (The reference takes 2 lines.)
 */
export function maxBatch(gpuBytes: number, weightBytes: number, cfg: KvConfig, T: number): number {
  throw new Error("TODO exercise 08.6: maxBatch");
}
