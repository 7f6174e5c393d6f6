/** How the layer of all-MiniLM-L6-v2 is stored, and where it comes from. */

/** Where every number comes from. */
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

/** What the stored layer and the decoded one have in common. */
export interface MiniLmLayer {
  readonly provenance: MiniLmProvenance;
  /** The T tokens, in WordPiece: lower case, "##" before a piece that continues a word. */
  readonly words: readonly string[];
  /** H = 12 heads of d = 32 numbers each. */
  readonly heads: number;
  /** The layer's number, from 0. */
  readonly layer: number;
}

/** The data as it is stored: tensors as base64 of little-endian 32-bit floats. */
export interface MiniLmFile extends MiniLmLayer {
  readonly encoding: string;
  readonly Q: readonly string[];
  readonly K: readonly string[];
  readonly V: readonly string[];
  readonly weights: readonly string[];
  readonly context: readonly string[];
}
