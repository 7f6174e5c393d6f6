import { encode } from "fast-png";
import { base64 } from "./base64.js";

/** Pixels row by row from the upper left corner, four bytes each: red, green, blue and opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** How hard to compress, from 0, not at all, to 9, smallest. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * Pixels as a PNG data URI, for <image>: thousands of cells as <rect> would weigh forty times as much.
 * @param level 1 is quick enough for a figure that moves
 * @throws RangeError when `data` does not hold 4 bytes for each pixel
 */
export function png({ width, height, data }: Pixels, level: Level = 3): string {
  if (data.length !== 4 * width * height)
    throw new RangeError(
      `png: ${data.length} bytes for ${width} × ${height} pixels; give ${4 * width * height}, four each`,
    );
  const file = encode({ width, height, data, channels: 4, depth: 8 }, { zlib: { level: level } });
  return `data:image/png;base64,${base64(file)}`;
}
