/** What one query reads from a cache. */
export interface Decoded {
  /** [dv]; zeros from an empty cache. */
  readonly o: Float64Array;
  /** m + ln ℓ; −∞ from an empty cache. */
  readonly L: number;
}

/** Rows of keys and values, and one query over them: what a backend's cache can do. */
export interface CacheRows {
  write(row: number, k: ArrayLike<number>, v: ArrayLike<number>): void;
  read(q: ArrayLike<number>, rows: number, scale: number): Decoded;
}
