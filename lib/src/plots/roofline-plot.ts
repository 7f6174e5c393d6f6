import * as Plot from "@observablehq/plot";
import { type Dtype, type Gpu, peakFlops } from "../gpu/devices.js";
import { opsPerByte, roofline } from "../gpu/roofline.js";
import { int, si, significant } from "../ink/format.js";
import { ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { placeLabels } from "../ink/place-labels.js";
import { textWidth } from "../ink/wrap.js";
import { finite } from "../tensor/check.js";
import { along, type Range, rooflineAxes } from "./roofline-axes.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** One dot under the roof. */
export interface RooflineKernel {
  readonly name: string;
  /** FLOP per byte. */
  readonly intensity: number;
  /** The roof it stands under; one of the plot's number formats. Default: the first. */
  readonly dtype?: Dtype;
}

/** A GPU with its roofs, and the kernels under them. */
export interface RooflinePlot {
  readonly gpu: Gpu;
  /** One roof each, the main one first. */
  readonly dtypes: readonly Dtype[];
  readonly kernels: readonly RooflineKernel[];
}

const roofs = [
  { colour: palette.blue, text: textColour.Q, dash: "none", symbol: "circle" },
  { colour: palette.vermilion, text: textColour.warn, dash: "8 4", symbol: "square" },
  { colour: palette.green, text: textColour.V, dash: "2 3", symbol: "triangle" },
] as const;

const size = { width: inner, height: 372, left: 62, right: 16, top: 26, bottom: 46 } as const;

/**
 * Roofline: the rate that a kernel can reach against its arithmetic intensity, both logarithmic. Left of a
 * roof's edge memory decides, right of it arithmetic does.
 * @throws RangeError when a kernel's format has no roof, or the GPU has no figure for a format
 */
export function rooflinePlot({ gpu, dtypes, kernels }: RooflinePlot, options: Titles = {}): Picture {
  check(dtypes, kernels);
  const bw = gpu.hbmBytesPerSecond;
  const lines = dtypes.map((dtype, k) => {
    const peak = peakFlops(gpu, dtype);
    return { dtype, peak, edge: opsPerByte(peak, bw), ...roofs[k]! };
  });
  const dots = kernels.map(({ name, intensity, dtype = dtypes[0]! }) => {
    const line = lines.find((one) => one.dtype === dtype)!;
    const { attainable, bound } = roofline(intensity, 1, line.peak, bw);
    return { name, intensity, attainable, bound, line };
  });
  const x = decades([...dots.map((dot) => dot.intensity), ...lines.map((line) => line.edge)]);
  const top = Math.max(...lines.map((line) => line.peak)) * 3;
  const y = [x[0] * bw, top] as const;
  const px = (value: number) => size.left + along(value, x) * (size.width - size.left - size.right);
  const py = (value: number) =>
    size.height - size.bottom - along(value, y) * (size.height - size.top - size.bottom);
  const roofPixels = lines.flatMap((line) =>
    Array.from({ length: 60 }, (_, k) => x[0] * (x[1] / x[0]) ** (k / 59)).map((u) => ({
      x: px(u),
      y: py(Math.min(u * bw, line.peak)),
    })),
  );
  const [main] = lines as [(typeof lines)[number]];
  const edgePixels = Array.from({ length: lines.length === 1 ? 40 : 0 }, (_, k) => ({
    x: px(main.edge), // with several roofs, words keep to their own rather than off the edges
    y: py(main.peak) + (k / 39) * (size.height - size.bottom - py(main.peak)),
  }));
  const labels = placeLabels(
    dots.map((dot) => ({
      dot,
      text: `${dot.name}: ${significant(dot.intensity, 3)}`,
      x: px(dot.intensity),
      y: py(dot.attainable),
    })),
    { left: size.left, right: size.width, top: size.top, bottom: size.height - size.bottom - 18 },
    {
      points: [...roofPixels, ...edgePixels],
      boxes: lines.map((line) => ({
        left: size.width - size.right - textWidth(roofName(line), 12),
        right: size.width,
        top: py(line.peak) - 18,
        bottom: py(line.peak),
      })),
      reach: 52,
      all: true,
    },
  );
  const { title = `Roofline of the ${gpu.name}` } = options;
  const { subtitle = `FLOP/s within reach against FLOP for each byte moved; both axes logarithmic` } =
    options;
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
      ...rooflineAxes(x, y, "arithmetic intensity in FLOP per byte", 14),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text([lines[0]!.edge], {
        x: (v: number) => v,
        y: y[0],
        dx: -8,
        dy: -8,
        textAnchor: "end",
        fill: muted,
        text: () => "← memory-bound",
      }),
      ...lines.flatMap(({ dtype, peak, edge, colour, text, dash }) => [
        Plot.line(
          [
            [x[0], y[0]],
            [edge, peak],
            [x[1], peak],
          ],
          { stroke: colour, strokeWidth: 2.5, strokeDasharray: dash },
        ),
        Plot.ruleX([edge], {
          y1: y[0],
          y2: peak,
          stroke: colour,
          strokeDasharray: "3 4",
          strokeOpacity: 0.8,
        }),
        Plot.text([edge], {
          x: (v: number) => v,
          y: y[0],
          dx: 5,
          dy: -8,
          textAnchor: "start",
          fill: text,
          text: (v: number) => `${significant(v, 4)}${lines.length > 1 ? "" : " math-bound"}`,
          stroke: "white",
          strokeWidth: 4,
        }),
        Plot.text([peak], {
          x: x[1],
          y: (v: number) => v,
          dy: -10,
          textAnchor: "end",
          fill: text,
          fontWeight: 600,
          text: () => roofName({ dtype, peak }),
          stroke: "white",
          strokeWidth: 4,
        }),
      ]),
      ...dots.map((dot) =>
        Plot.dot([dot], {
          x: "intensity",
          y: "attainable",
          r: 5,
          symbol: dot.line.symbol,
          fill: dot.line.colour,
          stroke: "white",
        }),
      ),
      ...labels.map(({ dot, text, dx, dy, anchor }) =>
        Plot.text([dot], {
          x: "intensity",
          y: "attainable",
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
  const edges = lines.map(
    ({ dtype, peak, edge }) =>
      `${dtype} levels off at ${si(peak, "FLOP/s", 3)} from ${significant(edge, 4)} FLOP/B on`,
  );
  const each = dots.map(
    ({ name, intensity, attainable, bound, line }) =>
      `${name} (${line.dtype}), ${significant(intensity, 4)} FLOP/B, is ${bound}-bound and reaches ${si(attainable, "FLOP/s", 3)}`,
  );
  const alt = `${title}. Memory gives ${int(bw / 1e9)} GB/s; ${edges.join("; ")}. ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}

function check(dtypes: readonly Dtype[], kernels: readonly RooflineKernel[]): void {
  if (dtypes.length === 0 || dtypes.length > roofs.length)
    throw new RangeError(`rooflinePlot: dtypes has ${dtypes.length} entries; give one to ${roofs.length}`);
  if (kernels.length === 0)
    throw new RangeError("rooflinePlot: there are no kernels; give at least one { name, intensity }");
  for (const { name, intensity, dtype } of kernels) {
    finite("rooflinePlot", `intensity of “${name}”`, intensity);
    if (dtype !== undefined && !dtypes.includes(dtype))
      throw new RangeError(
        `rooflinePlot: “${name}” is ${dtype} but the roofs are ${dtypes.join(", ")}; add it to dtypes`,
      );
  }
}

/** Whole decades around the values, with room for labels. */
function decades(values: readonly number[]): Range {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values) / 1.5));
  return [low, 10 ** Math.ceil(Math.log10(Math.max(...values) * 2))];
}

const roofName = ({ dtype, peak }: { dtype: Dtype; peak: number }) => `${dtype}: ${si(peak, "FLOP/s", 3)}`;
