/** The colours of heat maps, and the strip that explains them. */
import { fixed, power10 } from "../ink/format.js";
import { matrixColour, palette, rule, tint } from "../ink/palette.js";
import { textWidth } from "../ink/wrap.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";
import type { Panel } from "./panel.js";
import { hatched } from "./stripes.js";
import { at, box, quiet } from "./svg.js";

/** A colour scale and the value at which it is full; `open` when some values lie beyond. */
export interface ColourScale {
  readonly colour: (value: number) => string;
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
}

/**
 * From white at 0 to the weights' colour. Few weights, written in their cells, get an even scale. Many
 * spread over several powers of ten: opacity then follows the square root, and in pictures too large for
 * single cells the colour is full from the 99th percentile on.
 */
export function weightScale(maps: readonly Matrix[], written: boolean, raster: boolean): ColourScale {
  const weights = maps.flatMap((P) => Array.from(rowMajor(P)).filter((w) => w > 0)).sort((a, b) => a - b);
  const largest = weights.at(-1) ?? 1;
  const to = raster ? weights[Math.floor(0.99 * (weights.length - 1))]! : largest;
  const colour = (w: number) => tint(matrixColour.P, written ? w / to : Math.sqrt(w / to));
  return { colour, from: 0, to, open: to < largest };
}

/** Blue above zero, orange below, white at zero. */
export function signedScale(S: Matrix): ColourScale {
  const to =
    rowMajor(S).reduce((most, s) => (Number.isFinite(s) ? Math.max(most, Math.abs(s)) : most), 0) || 1;
  const colour = (s: number) => tint(s < 0 ? palette.orange : palette.sky, Math.abs(s) / to);
  return { colour, from: -to, to, open: false };
}

/** The colour scale as a strip with its ends named, and what stripes mean. */
export function colourKey({ colour, from, to, open }: ColourScale, name: string, hasMasked: boolean): Panel {
  const upper = `${open ? "≥ " : ""}${end(to)}`;
  const steps = 64;
  const strip = Array.from({ length: steps }, (_, k) =>
    box(2 * k, 0, 2.2, 10, colour(from + ((to - from) * k) / (steps - 1))),
  );
  const low = textWidth(name, 12) + textWidth(end(from), 12) + 16;
  const after = low + 2 * steps + 6;
  const stripes = after + textWidth(upper, 12) + 20;
  const content = at(
    0,
    10,
    quiet(0, 9.5, name),
    quiet(low - 6, 9.5, end(from), { anchor: "end" }),
    at(low, 0, ...strip, box(0, 0, 2 * steps, 10, "none", { stroke: rule })),
    quiet(after, 9.5, upper),
    ...(hasMasked
      ? [box(stripes, 0, 18, 10, hatched, { stroke: rule }), quiet(stripes + 24, 9.5, "masked: not read")]
      : []),
  );
  return { content, width: hasMasked ? stripes + 170 : stripes - 20, height: 28 };
}

function end(value: number): string {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4) return `${value.toExponential(1).split("e")[0]}·${power10(exponent)}`;
  return fixed(value, Math.max(2, 1 - exponent));
}
