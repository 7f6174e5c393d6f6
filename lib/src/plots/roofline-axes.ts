import * as Plot from "@observablehq/plot";
import { si, significant } from "../ink/format.js";
import { faint, muted } from "../ink/palette.js";

/** Low and high end of an axis. */
export type Range = readonly [number, number];

/** Where a value stands on a logarithmic axis: 0 at its low end, 1 at its high end. */
export const along = (value: number, [low, high]: Range): number =>
  Math.log(value / low) / Math.log(high / low);

/** The powers of ten on an axis. */
const powers = ([low, high]: Range) =>
  Array.from(
    { length: Math.floor(Math.log10(high) + 1e-9) - Math.ceil(Math.log10(low) - 1e-9) + 1 },
    (_, k) => 10 ** (Math.ceil(Math.log10(low) - 1e-9) + k),
  );

/**
 * Grid, numbers and names of the axes of a roofline.
 * @param caption of the horizontal axis  @param rise pixels from the top of the plot up to "FLOP/s"
 */
export const rooflineAxes = (x: Range, y: Range, caption: string, rise: number) => [
  Plot.ruleX(powers(x), { stroke: faint }),
  Plot.ruleY(powers(y), { stroke: faint }),
  Plot.text(powers(y), {
    y: (v: number) => v,
    frameAnchor: "left",
    dx: -8,
    textAnchor: "end",
    fill: muted,
    text: (v: number) => si(v, "", 2),
  }),
  Plot.text(powers(x), {
    x: (v: number) => v,
    frameAnchor: "bottom",
    dy: 15,
    fill: muted,
    text: (v: number) => significant(v, 4),
  }),
  Plot.text([caption], { frameAnchor: "bottom", dy: 36, text: String, fill: muted }),
  Plot.text(["FLOP/s"], {
    frameAnchor: "top-left",
    dx: -8,
    dy: -rise,
    textAnchor: "end",
    text: String,
    fill: muted,
  }),
];
