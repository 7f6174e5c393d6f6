import { type Dtype, type Gpu, peakFlops } from "../gpu/devices.js";
import { opsPerByte, roofline } from "../gpu/roofline.js";
import { int, si, significant } from "../ink/format.js";
import { muted } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { decades, extent } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { atMost } from "./check.js";
import { label } from "./marks.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { roofLooks, roofsPanel } from "./roofs.js";

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

/**
 * Roofline: the rate that a kernel can reach against its arithmetic intensity, both logarithmic. Left of a
 * roof's edge memory decides, right of it arithmetic does.
 * @throws RangeError when a kernel's format has no roof, or the GPU has no figure for a format
 */
export function rooflinePlot({ gpu, dtypes, kernels }: RooflinePlot, options: Titles = {}): Picture {
  check(dtypes, kernels);
  const bytesPerSecond = gpu.hbmBytesPerSecond;
  const roofs = dtypes.map((dtype, k) => {
    const flopsPerSecond = peakFlops(gpu, dtype);
    const edge = opsPerByte(flopsPerSecond, bytesPerSecond);
    return { name: dtype, flopsPerSecond, edge, look: roofLooks[k]! };
  });
  const dots = kernels.map(({ name, intensity, dtype = dtypes[0]! }) => {
    const { flopsPerSecond: peak, look } = roofs.find((roof) => roof.name === dtype)!;
    const { attainable, bound } = roofline(intensity, 1, peak, bytesPerSecond);
    const text = `${name}: ${significant(intensity, 3)}`;
    return { name, text, intensity, flopsPerSecond: attainable, bound, dtype, look };
  });
  const x = decades(
    extent([...dots.map((dot) => dot.intensity), ...roofs.map(({ edge }) => edge)]),
    [1.5, 2],
  );
  const y = [x[0] * bytesPerSecond, 3 * Math.max(...roofs.map((roof) => roof.flopsPerSecond))] as const;
  const {
    title = `Roofline of the ${gpu.name}`,
    subtitle = "FLOP/s within reach against FLOP for each byte moved; both axes logarithmic",
  } = options;
  const caption = "arithmetic intensity in FLOP per byte";
  const panel = roofsPanel({ x, y, bytesPerSecond, roofs, dots, caption, names: "end" }, [
    label({ x: roofs[0]!.edge, y: y[0] }, "← memory-bound", "upper left", { fill: muted }),
    ...roofs.flatMap(({ edge, flopsPerSecond, look }) => [
      Plot.ruleX([edge], { y1: y[0], y2: flopsPerSecond, stroke: look.colour, strokeDasharray: "3 4" }),
      label(
        { x: edge, y: y[0] },
        `${significant(edge, 4)}${roofs.length > 1 ? "" : " math-bound"}`,
        "upper right",
        {
          fill: look.text,
        },
      ),
    ]),
  ]);
  const edges = roofs.map(
    ({ name, flopsPerSecond, edge }) =>
      `${name} levels off at ${si(flopsPerSecond, "FLOP/s", 3)} from ${significant(edge, 4)} FLOP/B on`,
  );
  const each = dots.map(
    ({ name, dtype, intensity, flopsPerSecond, bound }) =>
      `${name} (${dtype}), ${significant(intensity, 4)} FLOP/B, is ${bound}-bound and reaches ${si(flopsPerSecond, "FLOP/s", 3)}`,
  );
  const alt = `${title}. Memory gives ${int(bytesPerSecond / 1e9)} GB/s; ${edges.join("; ")}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

function check(dtypes: readonly Dtype[], kernels: readonly RooflineKernel[]): void {
  atMost("rooflinePlot", "dtypes", dtypes.length, roofLooks.length);
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
