import * as Plot from "@observablehq/plot";
import type { Dtype, Gpu } from "../gpu/devices.js";
import { peakTflops } from "../gpu/peak.js";
import { int, significant } from "../ink/format.js";
import { inner, muted, palette } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { figure, plotPanel, striped, type Titles } from "./svg.js";

const units: Record<Dtype, string> = {
  fp32: "CUDA cores",
  tf32: "tensor cores",
  fp16: "tensor cores",
};

const rowHeight = 62;

/**
 * Peak rate of a GPU for each number format, from multiply-adds, clock and SMs. Tensor cores are striped.
 * @throws RangeError when one of the three is not known of this GPU
 */
export function peakBars(gpu: Gpu, options: Titles = {}): Picture {
  const { name, fmaPerClkPerSm, clockGhz, smCount } = gpu;
  if (!fmaPerClkPerSm || !clockGhz || !smCount)
    throw new RangeError(
      `peakBars: ${name} lacks multiply-adds, clock or SMs here; try A100_80GB, which has all three`,
    );
  const { title = "One chip, three peak rates" } = options;
  const { subtitle = `${name}: 2 × multiply-adds a clock × ${clockGhz} GHz × ${smCount} SMs` } = options;
  const rows = (Object.keys(fmaPerClkPerSm) as Dtype[]).map((dtype) => ({
    dtype,
    name: `${dtype}, ${units[dtype]}`,
    fma: fmaPerClkPerSm[dtype],
    tflops: peakTflops(fmaPerClkPerSm[dtype], clockGhz, smCount),
  }));
  const most = Math.max(...rows.map(({ tflops }) => tflops));
  const px = (tflops: number) => (tflops / most) * (inner - 2);
  const height = rows.length * rowHeight - 8;
  const at = (dy: number) => (_: unknown, k: number) => k * rowHeight + dy;
  const panel = plotPanel({
    width: inner,
    height,
    marginLeft: 0,
    marginRight: 2,
    marginTop: 0,
    marginBottom: 0,
    x: { domain: [0, inner - 2], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    marks: [
      Plot.text(rows, {
        x: 0,
        y: at(10),
        textAnchor: "start",
        text: "name",
        fontWeight: 600,
        fontSize: 13,
      }),
      Plot.text(rows, {
        x: inner - 2,
        y: at(10),
        textAnchor: "end",
        fill: muted,
        text: ({ fma, tflops }) => `${int(fma)} multiply-adds a clock and SM: ${significant(tflops)} TFLOP/s`,
      }),
      Plot.rect(rows, {
        x1: 0,
        x2: ({ tflops }) => px(tflops),
        y1: at(22),
        y2: at(44),
        fill: ({ dtype }) => (dtype === "fp32" ? palette.blue : striped),
        stroke: ({ dtype }) => (dtype === "fp32" ? palette.blue : palette.vermilion),
      }),
    ],
  });
  const each = rows.map(({ dtype, tflops }) => `${dtype} on ${units[dtype]} ${significant(tflops)} TFLOP/s`);
  return figure({ title, subtitle, alt: `${title}. ${name}: ${each.join("; ")}.` }, [panel]);
}
