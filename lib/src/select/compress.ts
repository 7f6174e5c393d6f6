import { dimension, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix, rowMajor } from "../tensor/matrix.js";

/** Blocks that are summed up: their length l and the stride s between their starts. */
export interface Compression {
  /** l, tokens in a block. */
  readonly l: number;
  /** s, tokens from the start of a block to the start of the next; the paper calls it d. */
  readonly s: number;
}

/**
 * How many complete blocks T tokens hold, ⌊(T − l)/s⌋ + 1, and 0 while T < l. So many entries may query t = T − 1 see:
 * entry i covers the tokens from is up to, not including, is + l, and is seen once the last of them is.
 * (Eq. 7 of the paper prints one fewer.)
 */
export function entries(T: number, { l, s }: Compression): number {
  dimension("entries", "T", T, 0);
  dimension("entries", "l", l);
  dimension("entries", "s", s);
  return T < l ? 0 : Math.floor((T - l) / s) + 1;
}

/**
 * A signpost for every complete block: the mean of its rows. NSA learns a small network for it; the mean is what its
 * public tests use.
 * @param K [T, d], at least l rows
 * @returns [B, d]
 * @throws RangeError when not one block is complete
 * @see Yuan et al. 2025 (NSA), eq. 7; fla-org/native-sparse-attention
 */
export function compress(K: Matrix, { l, s }: Compression): Matrix {
  isMatrix("compress", "K", K);
  const [T, d] = K.shape as [number, number];
  const B = entries(T, { l, s });
  if (B === 0)
    throw new RangeError(
      `compress: K is [${K.shape}], fewer rows than the l = ${l} of one block; give more, or a smaller l`,
    );
  const k = rowMajor(K);
  return fromFunction([B, d], (i, c) => {
    let sum = 0;
    for (let j = i * s; j < i * s + l; j++) sum += k[j * d + c]!;
    return sum / l;
  });
}
