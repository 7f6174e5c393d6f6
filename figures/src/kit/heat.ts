import { encode } from "fast-png";

export type Rgb = readonly [number, number, number];

/**
 * A heat map as a PNG data URI: one hue, and the value, 0 to 1, is its opacity, so that one picture suits light and
 * dark pages. Thousands of cells as <rect> would weigh forty times as much.
 * @param value of row r and column c
 */
export function heat(
  [rows, cols]: readonly [number, number],
  colour: Rgb,
  value: (r: number, c: number) => number,
): string {
  const data = new Uint8ClampedArray(rows * cols * 4);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) data.set([...colour, 255 * value(r, c)], (r * cols + c) * 4);
  const png = encode({ width: cols, height: rows, data, channels: 4 }, { zlib: { level: 1 } });
  let binary = "";
  for (const byte of png) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

/** Maps the range of `values` to 0.06 … 1, so that even the smallest is seen. */
export function brightness(values: ArrayLike<number>): (x: number) => number {
  let [low, high] = [Infinity, -Infinity];
  for (let t = 0; t < values.length; t++) {
    const x = values[t]!;
    if (!Number.isFinite(x)) continue;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  const span = high - low || 1;
  return (x) => (x === -Infinity ? 0 : 0.06 + (0.94 * (Math.min(high, Math.max(low, x)) - low)) / span);
}
