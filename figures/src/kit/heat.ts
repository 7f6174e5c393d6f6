import { channels } from "long-attention/ink/palette.js";
import { png } from "long-attention/ink/png.js";
import { extent, linear } from "long-attention/ink/scale.js";
import { within } from "./props.js";

/**
 * A heat map as a PNG data URI: one hue, and the value, 0 to 1, is its opacity, so that one picture suits light and
 * dark pages.
 * @param value of row r and column c
 */
export function heat(
  [height, width]: readonly [number, number],
  colour: string,
  value: (r: number, c: number) => number,
): string {
  const data = new Uint8ClampedArray(height * width * 4);
  const hue = channels(colour);
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) data.set([...hue, 255 * value(r, c)], (r * width + c) * 4);
  return png({ width, height, data }, 1);
}

/** Maps the range of `values` to 0.06 … 1, so that even the smallest is seen. */
export function brightness(values: ArrayLike<number>): (x: number) => number {
  const finite = Array.from(values).filter(Number.isFinite);
  const [low, high] = finite.length > 0 ? extent(finite) : [0, 1];
  const tone = linear([low, high > low ? high : low + 1], [0.06, 1]);
  return (x) => (x === -Infinity ? 0 : tone(within(x, low, high)));
}
