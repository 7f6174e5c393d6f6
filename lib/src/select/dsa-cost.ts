import { dimension } from "../tensor/check.js";

/** One layer of a model that selects, in what a decode step pays for each token. */
export interface DsaSizes {
  /** k, tokens that are read. */
  readonly k: number;
  /** Multiply-adds to score one token with the indexer: H_I · d_I. */
  readonly indexMacs: number;
  /** Multiply-adds to attend to one token: heads · (key + value numbers). */
  readonly attentionMacs: number;
  /** Bytes of one token's index key. */
  readonly indexBytes: number;
  /** Bytes of one token's row in the cache. */
  readonly rowBytes: number;
}

/**
 * DeepSeek-V3.2: 64 index heads of 128, one key of 128 8-bit numbers and a 4-byte scale; 128 heads on a latent of 512 + 64
 * 16-bit numbers, of which the 512 are the value, too.
 * @see deepseek-ai/DeepSeek-V3.2-Exp, inference/model.py
 */
export const deepseekV32: DsaSizes = {
  k: 2048,
  indexMacs: 64 * 128,
  attentionMacs: 128 * (512 + 64 + 512),
  indexBytes: 128 + 4,
  rowBytes: 2 * (512 + 64),
};

/** A decode step of one layer at T tokens, dense and with selection. */
export interface DsaCost {
  readonly dense: { readonly macs: number; readonly bytes: number };
  readonly selecting: { readonly macs: number; readonly bytes: number };
  /** The indexer's share of the multiply-adds. */
  readonly indexShare: number;
}

/** What one decode step of one layer costs: the indexer scores all T tokens, attention reads min(T, k). */
export function dsaCost(T: number, sizes: DsaSizes): DsaCost {
  dimension("dsaCost", "T", T);
  const { k, indexMacs, attentionMacs, indexBytes, rowBytes } = sizes;
  const read = Math.min(T, k);
  const macs = indexMacs * T + attentionMacs * read;
  return {
    dense: { macs: attentionMacs * T, bytes: rowBytes * T },
    selecting: { macs, bytes: indexBytes * T + rowBytes * read },
    indexShare: (indexMacs * T) / macs,
  };
}

/** How many times as fast selection can get, and from which length on it gains: a / i and k · a / (a − i) for a and i a token. */
export function dsaLimits({ k, indexMacs, attentionMacs, indexBytes, rowBytes }: DsaSizes) {
  const of = (attention: number, index: number) => ({
    limit: attention / index,
    breakEven: (k * attention) / (attention - index),
  });
  return { macs: of(attentionMacs, indexMacs), bytes: of(rowBytes, indexBytes) };
}

/** Pairs of a prefill of T tokens: attention's T k − k(k−1)/2 for k ≤ T, and the indexer's T(T+1)/2, which stay quadratic. */
export function dsaPrefillPairs(T: number, k: number): { selected: number; scanned: number } {
  dimension("dsaPrefillPairs", "T", T);
  dimension("dsaPrefillPairs", "k", k);
  const most = Math.min(T, k);
  return { selected: T * most - (most * (most - 1)) / 2, scanned: (T * (T + 1)) / 2 };
}
