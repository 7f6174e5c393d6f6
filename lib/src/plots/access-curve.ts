import * as Plot from "@observablehq/plot";
import { int, si } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** HBM accesses of the three algorithms at one block size. */
export interface AccessPoint {
  /** Block size: B_c for FlashAttention, B_r for FlashAttention-2. */
  readonly B: number;
  /** Reads and writes together, in elements. */
  readonly standard: number;
  readonly flash1: number;
  readonly flash2: number;
}

/** HBM accesses against the block size. */
export interface AccessCurve {
  readonly N: number;
  readonly d: number;
  /** At least two block sizes. */
  readonly points: readonly AccessPoint[];
  /** The smallest B_c at which FlashAttention beats standard attention; Infinity when none does. */
  readonly breakEven: number;
}

const lines = [
  { key: "standard", name: "standard", colour: ink, text: ink, dash: "2 3" },
  { key: "flash1", name: "FlashAttention", colour: palette.blue, text: textColour.Q, dash: "none" },
  { key: "flash2", name: "FlashAttention-2", colour: palette.vermilion, text: textColour.warn, dash: "8 4" },
] as const;

/** HBM accesses against the block size, both logarithmic, with the block size from which FlashAttention wins. */
export function accessCurve({ N, d, points, breakEven }: AccessCurve, options: Titles = {}): Picture {
  dimension("accessCurve", "N", N);
  dimension("accessCurve", "d", d);
  if (points.length < 2)
    throw new RangeError("accessCurve: points needs at least two block sizes; one gives no curve");
  for (const point of points)
    for (const key of ["B", "standard", "flash1", "flash2"] as const)
      finite("accessCurve", `${key} of a point`, point[key]);
  const {
    title = "Small blocks cost more than they save",
    subtitle = `HBM accesses in elements, N = ${int(N)}, d = ${int(d)}; both axes logarithmic`,
  } = options;
  const sorted = [...points].sort((a, b) => a.B - b.B);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const all = sorted.flatMap(({ standard, flash1, flash2 }) => [standard, flash1, flash2]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const inside = breakEven >= low.B && breakEven <= high.B;
  const ends = labelPlaces(
    lines.map((line) => ({ ...line, y: high[line.key] })),
    least,
    most,
  );
  const panel = plotPanel({
    width: inner,
    height: 340,
    marginLeft: 56,
    marginRight: 134,
    marginTop: 26,
    marginBottom: 46,
    x: { type: "log", domain: [low.B, high.B], axis: null },
    y: { type: "log", domain: [least / 1.2, most * 1.2], axis: null },
    marks: [
      Plot.gridY({ ticks: 5, stroke: faint, strokeOpacity: 1 }),
      Plot.axisY({
        ticks: 5,
        tickSize: 0,
        label: null,
        fill: muted,
        tickFormat: (y: number) => si(y, "", 2),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(spread(sorted, low.B, high.B), {
        x: "B",
        frameAnchor: "bottom",
        dy: 16,
        text: ({ B }) => int(B),
      }),
      Plot.text(["block size B: B_c for FlashAttention, B_r for FlashAttention-2"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
      ...(inside
        ? [
            Plot.ruleX([breakEven], { stroke: muted, strokeDasharray: "5 4" }),
            Plot.text([breakEven], {
              x: (b: number) => b,
              frameAnchor: "top",
              dy: -17,
              text: (b: number) => `from B_c = ${int(b)} on, FlashAttention moves less`,
              fill: ink,
            }),
          ]
        : []),
      ...lines.flatMap(({ key, colour, dash }) => [
        Plot.line(sorted, { x: "B", y: key, stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
        ...(key === "standard"
          ? []
          : [Plot.dot(sorted, { x: "B", y: key, r: 3, fill: colour, stroke: "white" })]),
      ]),
      ...ends.map(({ name, text, dy, y, key }) =>
        Plot.text([high], {
          x: "B",
          y: () => y,
          dx: 10,
          dy,
          textAnchor: "start",
          fill: text,
          fontWeight: 600,
          text: () => `${name}\n${si(high[key], "", 3)}`,
        }),
      ),
    ],
  });
  const verdict = inside
    ? `FlashAttention moves less than standard attention from B_c = ${int(breakEven)} on`
    : breakEven < low.B
      ? "FlashAttention moves less than standard attention at every block size shown"
      : "FlashAttention moves more than standard attention at every block size shown";
  const alt = `${title}. N = ${int(N)}, d = ${int(d)}. ${verdict}. At block size ${int(high.B)}: standard ${int(high.standard)}, FlashAttention ${int(high.flash1)}, FlashAttention-2 ${int(high.flash2)} accesses.`;
  return figure({ title, subtitle, alt }, [panel]);
}

/** Labels at the right end, two lines of text each, pushed apart where lines end close together. */
function labelPlaces<T extends { readonly y: number }>(ends: readonly T[], least: number, most: number) {
  const height = 340 - 26 - 46;
  const px = (y: number) => (Math.log((1.2 * most) / y) / Math.log((1.44 * most) / least)) * height;
  const sorted = [...ends].sort((a, b) => b.y - a.y);
  const places = sorted.map(({ y }) => px(y));
  for (let k = 1; k < places.length; k++) places[k] = Math.max(places[k]!, places[k - 1]! + labelHeight);
  places[places.length - 1] = Math.min(places.at(-1)!, height - labelHeight / 2);
  for (let k = places.length - 2; k >= 0; k--) places[k] = Math.min(places[k]!, places[k + 1]! - labelHeight);
  return sorted.map((end, k) => ({ ...end, dy: places[k]! - px(end.y) }));
}

const labelHeight = 34;

/** Block sizes whose labels do not touch on a logarithmic axis. */
function spread(points: readonly AccessPoint[], low: number, high: number): AccessPoint[] {
  const px = (B: number) => (Math.log(B / low) / Math.log(high / low)) * (inner - 56 - 134);
  const kept: AccessPoint[] = [];
  for (const point of points)
    if (kept.length === 0 || px(point.B) - px(kept.at(-1)!.B) >= 30) kept.push(point);
  return kept;
}
