import type { Dtype, Gpu } from "../gpu/devices.js";
import { peakTflops } from "../gpu/peak.js";
import { int, significant } from "../ink/format.js";
import { inner, palette } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { striped } from "./stripes.js";
import { box, group, heading, quiet } from "./svg.js";

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
  const { subtitle = `${name}: 2 × multiply-adds per clock × ${clockGhz} GHz × ${smCount} SMs` } = options;
  const rows = (Object.keys(fmaPerClkPerSm) as Dtype[]).map((dtype) => {
    const fma = fmaPerClkPerSm[dtype];
    return { dtype, fma, tflops: peakTflops(fma, clockGhz, smCount) };
  });
  const x = linear([0, Math.max(...rows.map(({ tflops }) => tflops))], [0, inner - 2]);
  const bars = rows.flatMap(({ dtype, fma, tflops }, k) => {
    const y = k * rowHeight;
    const rate = `${int(fma)} multiply-adds per clock and SM: ${significant(tflops)} TFLOP/s`;
    const [fill, stroke] = dtype === "fp32" ? [palette.blue, palette.blue] : [striped, palette.vermilion];
    return [
      heading(0, y + 14, `${dtype}, ${units[dtype]}`),
      quiet(inner - 2, y + 14, rate, { anchor: "end" }),
      box(0, y + 22, x(tflops), 22, fill, { stroke }),
    ];
  });
  const panel = { content: group(...bars), width: inner, height: rows.length * rowHeight - 8 };
  const each = rows.map(({ dtype, tflops }) => `${dtype} on ${units[dtype]} ${significant(tflops)} TFLOP/s`);
  return pictureOf({ title, subtitle, alt: `${title}. ${name}: ${each.join("; ")}.` }, [panel]);
}
