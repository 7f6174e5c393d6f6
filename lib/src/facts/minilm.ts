/**
 * One real attention layer: what the first layer of all-MiniLM-L6-v2, a small sentence encoder,
 * computes for the course's sentence. Made by tools/crosscheck/extract-minilm.py; the model's licence is
 * Apache-2.0, and assets/data/minilm/README.md tells where every number comes from.
 */
import ndarray, { type NdArray } from "ndarray";
import { layer0 } from "./data/minilm.js";
import type { MiniLmLayer } from "./minilm-file.js";

export type { MiniLmFile, MiniLmLayer, MiniLmProvenance } from "./minilm-file.js";

/** The layer's tensors, head h in columns [32h, 32(h+1)), ready for `multiHeadAttention(Q, K, V, heads)`. */
export interface MiniLm extends MiniLmLayer {
  /** [T, 384] queries, after the projection and its bias. */
  readonly Q: NdArray<Float64Array>;
  /** [T, 384] */
  readonly K: NdArray<Float64Array>;
  /** [T, 384] */
  readonly V: NdArray<Float64Array>;
  /** The model's own P for each head, [T, T]: the reference for `attentionWeights`. */
  readonly weights: readonly NdArray<Float64Array>[];
  /** [T, 384] The model's own heads side by side, before the output projection. */
  readonly context: NdArray<Float64Array>;
}

/**
 * Queries, keys and values of a real encoder, with the weights and outputs the model itself computed.
 * Every call gives fresh matrices, so a cell may change them.
 */
export function miniLm(): MiniLm {
  const { provenance, words, heads, layer, Q, K, V, weights, context } = layer0;
  const T = words.length;
  const tensor = (lines: readonly string[]) => decode(lines, T);
  return {
    provenance,
    words,
    heads,
    layer,
    Q: tensor(Q),
    K: tensor(K),
    V: tensor(V),
    weights: weights.map((line) => decode([line], T)),
    context: tensor(context),
  };
}

/** A matrix of T rows from its numbers in row-major order. */
function decode(lines: readonly string[], T: number): NdArray<Float64Array> {
  const bytes = Uint8Array.from(lines.map(atob).join(""), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const data = Float64Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  return ndarray(data, [T, data.length / T]);
}
