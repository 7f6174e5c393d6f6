import type { Floats } from "./inputs.js";

/**
 * What a backend of tiled attention can do: three operations on a tile, as in FlashAttention-2, Algorithm 1.
 * A tile of queries keeps its O, m and ℓ until it has seen its keys. Widths may be padded: zeros in K's and
 * V's padding change nothing, and a padded key is masked.
 */
export interface Tiles {
  /** Queries in a tile. */
  readonly Br: number;
  /** Keys in a tile. */
  readonly Bc: number;
  /** Takes the keys and values that the next tiles of queries meet. k [M, d], v [M, dv] */
  keys(k: Floats, v: Floats, M: number, d: number, dv: number): void;
  /** Starts with queries i … i + rows − 1 of q [N, d], times the scale: O = 0, ℓ = 0, m = −∞. */
  begin(q: Floats, i: number, rows: number, scale: number): void;
  /** S = Qᵢ Kⱼᵀ for the tile of keys that starts at key j. @returns S [Br, Bc], to be masked in place */
  score(j: number): Floats;
  /** m_new = the larger of m and S's row maxima; S becomes P̃ = exp(S − m_new); ℓ and O shrink by exp(m − m_new), ℓ grows by P̃'s row sums. */
  softmax(): void;
  /** O += P̃ Vⱼ */
  add(j: number): void;
  /** What the tile of queries has come to. */
  end(): TileResult;
}

/** O before its division by ℓ: row r starts at r · stride. */
export interface TileResult {
  readonly O: Floats;
  readonly stride: number;
  readonly m: Floats;
  readonly l: Floats;
}
