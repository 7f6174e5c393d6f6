import { dimension } from "../tensor/check.js";

/**
 * Cuts a text into windows of `size` tokens, each beginning with the last `overlap` tokens of the one
 * before. Every token is covered; the last window may be shorter but always brings something new.
 * @param tokens any items  @param size tokens a window  @param overlap less than size
 * @returns the windows in order; none for an empty text
 */
export function chunk<T>(tokens: readonly T[], size: number, overlap = 0): T[][] {
  dimension("chunk", "size", size);
  dimension("chunk", "overlap", overlap, 0);
  if (overlap >= size)
    throw new RangeError(
      `chunk: overlap is ${overlap} but size is ${size}; overlap must be smaller, or no window advances`,
    );
  if (tokens.length === 0) return [];
  const windows = [tokens.slice(0, size)];
  // Another window only while tokens remain beyond the end of the last one, start + overlap.
  for (let start = size - overlap; start + overlap < tokens.length; start += size - overlap)
    windows.push(tokens.slice(start, start + size));
  return windows;
}
