/**
 * One real attention layer: what the first layer of all-MiniLM-L6-v2, a small sentence encoder,
 * computes for the course's sentence. Made by tools/extract-minilm.py; the model's licence is
 * Apache-2.0, and assets/data/minilm/README.md tells where every number comes from.
 */
import ndarray, { type NdArray } from "ndarray";
import { layer0 } from "./data/minilm.js";

type Matrix = NdArray<Float64Array>;

export interface MiniLmProvenance {
  readonly model: string;
  /** SHA-256 of the model's weights file. */
  readonly weightsSha256: string;
  /** The Python package that carried the weights, with its version. */
  readonly package: string;
  /** The model's licence, as its model card states it. */
  readonly licence: string;
  readonly software: string;
  readonly script: string;
  /** Day of the extraction, ISO 8601. */
  readonly date: string;
  readonly sentence: string;
  /** The tokens' numbers in the model's vocabulary. */
  readonly tokenIds: readonly number[];
}

interface Common {
  readonly provenance: MiniLmProvenance;
  /** The T tokens, in WordPiece: lower case, "##" before a piece that continues a word. */
  readonly words: readonly string[];
  /** H = 12 heads of d = 32 numbers each. */
  readonly heads: number;
  /** The layer's number, from 0. */
  readonly layer: number;
}

/** The data as it is stored: tensors as base64 of little-endian 32-bit floats. */
export interface MiniLmFile extends Common {
  readonly encoding: string;
  readonly Q: readonly string[];
  readonly K: readonly string[];
  readonly V: readonly string[];
  readonly weights: readonly string[];
  readonly context: readonly string[];
}

/** The layer's tensors, head h in columns [32h, 32(h+1)), ready for `multiHeadAttention(Q, K, V, heads)`. */
export interface MiniLm extends Common {
  /** [T, 384] queries, after the projection and its bias. */
  readonly Q: Matrix;
  /** [T, 384] */
  readonly K: Matrix;
  /** [T, 384] */
  readonly V: Matrix;
  /** The model's own P for each head, [T, T]: the reference for `attentionWeights`. */
  readonly weights: readonly Matrix[];
  /** [T, 384] The model's own heads side by side, before the output projection. */
  readonly context: Matrix;
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
function decode(lines: readonly string[], T: number): Matrix {
  const bytes = Uint8Array.from(lines.map(atob).join(""), (c) => c.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const data = Float64Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  return ndarray(data, [T, data.length / T]);
}
