import * as Plot from "@observablehq/plot";
import { si, significant } from "../ink/format.js";
import { ink, inner, palette } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { placeLabels } from "../ink/place-labels.js";
import { textWidth } from "../ink/wrap.js";
import { finite } from "../tensor/check.js";
import { along, type Range, rooflineAxes } from "./roofline-axes.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** A processor as it was measured, and the programs that ran on it. */
export interface MeasuredRoofline {
  /** How fast memory was read, in B/s. */
  readonly bytesPerSecond: number;
  /** Peaks, the highest first. */
  readonly roofs: readonly { readonly name: string; readonly flopsPerSecond: number }[];
  /** Programs: FLOP for each byte that travels, and the rate that was reached. */
  readonly dots: readonly {
    readonly name: string;
    readonly intensity: number;
    readonly flopsPerSecond: number;
  }[];
}

const size = { width: inner, height: 380, left: 66, right: 14, top: 34, bottom: 46 } as const;
const dashes = ["none", "8 4", "2 3"] as const;

/**
 * A roofline of measurements: where programs stand under the peaks of the machine they ran on, both axes
 * logarithmic. A dot above the slope was served by caches rather than by memory.
 * @throws RangeError when there is nothing to draw or a number is not positive
 */
export function measuredRoofline(
  { bytesPerSecond, roofs, dots }: MeasuredRoofline,
  options: Titles = {},
): Picture {
  check({ bytesPerSecond, roofs, dots });
  const edges = roofs.map(({ flopsPerSecond }) => flopsPerSecond / bytesPerSecond);
  const x = decades([...dots.map((dot) => dot.intensity), ...edges]);
  const rates = [...dots, ...roofs].map(({ flopsPerSecond }) => flopsPerSecond);
  const y = decades(rates);
  const px = (u: number) => size.left + along(u, x) * (size.width - size.left - size.right);
  const py = (v: number) => size.height - size.bottom - along(v, y) * (size.height - size.top - size.bottom);
  const slope = (u: number) => u * bytesPerSecond;
  const top = roofs[0]!.flopsPerSecond;
  const corner = { x: Math.max(x[0], y[0] / bytesPerSecond), y: Math.max(y[0], slope(x[0])) };
  const roofNames = roofs.map(({ name, flopsPerSecond }) => `${name}: ${si(flopsPerSecond, "FLOP/s", 3)}`);
  const steps = Array.from({ length: 80 }, (_, t) => x[0] * (x[1] / x[0]) ** (t / 79));
  const labels = placeLabels(
    [...dots].sort(faster).map((dot) => ({
      ...dot,
      text: `${dot.name}: ${si(dot.flopsPerSecond, "FLOP/s", 3)}`,
      x: px(dot.intensity),
      y: py(dot.flopsPerSecond),
    })),
    { left: size.left, right: size.width - size.right, top: size.top, bottom: size.height - size.bottom },
    {
      points: steps
        .filter((u) => slope(u) < top && slope(u) > y[0])
        .map((u) => ({ x: px(u), y: py(slope(u)) })),
      boxes: roofs.map(({ flopsPerSecond }, t) => ({
        left: px(edges[t]!),
        right: px(edges[t]!) + 8 + textWidth(roofNames[t]!, 12),
        top: py(flopsPerSecond) + side(t) - 8,
        bottom: py(flopsPerSecond) + side(t) + 8,
      })),
      all: true,
    },
  );
  const panel = plotPanel({
    width: size.width,
    height: size.height,
    marginLeft: size.left,
    marginRight: size.right,
    marginTop: size.top,
    marginBottom: size.bottom,
    x: { type: "log", domain: [...x], axis: null },
    y: { type: "log", domain: [...y], axis: null },
    marks: [
      ...rooflineAxes(x, y, "arithmetic intensity in FLOP per byte that travels", 22),
      Plot.line(
        [
          [corner.x, corner.y],
          [top / bytesPerSecond, top],
        ],
        { stroke: palette.blue, strokeWidth: 2.5 },
      ),
      ...roofs.flatMap(({ flopsPerSecond }, t) => [
        Plot.line(
          [
            [flopsPerSecond / bytesPerSecond, flopsPerSecond],
            [x[1], flopsPerSecond],
          ],
          { stroke: palette.blue, strokeWidth: 2.5, strokeDasharray: dashes[t % dashes.length]! },
        ),
        Plot.text([roofNames[t]!], {
          x: edges[t]!,
          y: flopsPerSecond,
          dx: 8,
          dy: side(t),
          textAnchor: "start",
          text: String,
          fill: palette.blue,
          fontWeight: 600,
          stroke: "white",
          strokeWidth: 4,
        }),
      ]),
      Plot.dot(dots, {
        x: "intensity",
        y: "flopsPerSecond",
        r: 5,
        fill: palette.vermilion,
        stroke: "white",
      }),
      ...labels.map(({ text, dx, dy, anchor, intensity, flopsPerSecond }) =>
        Plot.text([{ intensity, flopsPerSecond }], {
          x: "intensity",
          y: "flopsPerSecond",
          dx,
          dy,
          textAnchor: anchor,
          text: () => text,
          fill: ink,
          stroke: "white",
          strokeWidth: 4,
        }),
      ),
    ] as Plot.Markish[],
  });
  const {
    title = "Roofline of this machine, as measured",
    subtitle = "FLOP/s reached against FLOP for each byte that travels; both axes logarithmic",
  } = options;
  const each = dots.map(
    ({ name, intensity, flopsPerSecond }) =>
      `${name} does ${significant(intensity, 3)} FLOP for each byte and reached ${si(flopsPerSecond, "FLOP/s", 3)}`,
  );
  const alt = `${title}. Memory gave ${si(bytesPerSecond, "B/s", 3)}. Peaks: ${roofNames.join("; ")}. ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}

function check({ bytesPerSecond, roofs, dots }: MeasuredRoofline): void {
  finite("measuredRoofline", "bytesPerSecond", bytesPerSecond);
  if (roofs.length === 0 || dots.length === 0)
    throw new RangeError(
      `measuredRoofline: there are ${roofs.length} roofs and ${dots.length} dots; give at least one of each`,
    );
  for (const { name, flopsPerSecond } of [...roofs, ...dots])
    finite("measuredRoofline", `flopsPerSecond of “${name}”`, flopsPerSecond);
  for (const { name, intensity } of dots) finite("measuredRoofline", `intensity of “${name}”`, intensity);
}

/** The highest roof has its name above it, the others below, away from the slope. */
const side = (t: number) => (t === 0 ? -9 : 10);
/** The faster first, so that labels of close dots stand in the dots' order. */
const faster = (a: { flopsPerSecond: number }, b: { flopsPerSecond: number }) =>
  b.flopsPerSecond - a.flopsPerSecond;

/** Whole decades around the values, with room for labels. */
function decades(values: readonly number[]): Range {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values) / 1.05));
  return [low, 10 ** Math.ceil(Math.log10(Math.max(...values) * 1.3))];
}
