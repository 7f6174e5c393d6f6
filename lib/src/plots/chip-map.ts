import type { Gpu } from "../gpu/devices.js";
import { bytes, count, int, percent } from "../ink/format.js";
import { ink, inner, muted, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

const [columns, gap, tile] = [18, 4, 20] as const;
const hbmWidth = 62;

/**
 * A GPU from above: its SMs, the L2 cache between them, HBM outside. A busy SM carries a dot.
 * Where things lie is a drawing, not a photograph; the numbers are the GPU's.
 * @param busy how many SMs have a thread block
 * @throws RangeError when SMs or memory sizes are not known of this GPU
 */
export function chipMap(
  gpu: Gpu,
  { busy = 0, ...options }: Titles & { readonly busy?: number } = {},
): Picture {
  const { name, smCount, l2Bytes, hbmBytes, hbmBytesPerSecond } = gpu;
  if (!smCount || !l2Bytes || !hbmBytes)
    throw new RangeError(`chipMap: ${name} lacks SMs, L2 or HBM size here; try A100_80GB, which has them`);
  dimension("chipMap", "busy", busy, 0);
  if (busy > smCount) throw new RangeError(`chipMap: busy is ${busy} but ${name} has ${smCount} SMs`);
  const { title = `An ${name} from above` } = options;
  const {
    subtitle = busy > 0
      ? `${count(busy, "SM")} of ${int(smCount)} busy: ${percent(busy / smCount, 1)}`
      : `${int(smCount)} SMs, each a small processor of its own`,
  } = options;
  const rows = Math.ceil(smCount / columns);
  const upper = Math.ceil(rows / 2);
  const pitch = tile + gap;
  const [left, band] = [hbmWidth + 24, 40];
  const chip = { x: left - 10, width: columns * pitch - gap + 20, height: rows * pitch + band + 24 };
  const yOf = (row: number) => 10 + row * pitch + (row >= upper ? band + gap : 0);
  const tiles = Array.from({ length: smCount }, (_, k) => {
    const [x, y] = [left + (k % columns) * pitch, yOf(Math.floor(k / columns))];
    const on = k < busy;
    const square = svg("rect", {
      x,
      y,
      width: tile,
      height: tile,
      rx: 3,
      fill: on ? palette.orange : tint(palette.blue, 0.16),
      stroke: on ? textColour.K : palette.blue,
      "stroke-width": on ? 1.5 : 0.75,
    });
    const dot = svg("circle", { cx: x + tile / 2, cy: y + tile / 2, r: 4, fill: ink });
    return svg("g", {}, square, ...(on ? [dot] : []));
  });
  const cacheY = 10 + upper * pitch;
  const label = (x: number, y: number, text: string, fill: string = ink, weight = 400) =>
    svg("text", { x, y, "text-anchor": "middle", "font-size": 12, "font-weight": weight, fill }, text);
  const middle = chip.x + chip.width / 2;
  const outside = [0, chip.x + chip.width + 14].flatMap((x) => [
    svg("rect", {
      x,
      y: 0,
      width: hbmWidth,
      height: chip.height,
      rx: 6,
      fill: tint(palette.green, 0.16),
      stroke: palette.green,
    }),
    label(x + hbmWidth / 2, chip.height / 2 + 4, "HBM", textColour.V, 600),
  ]);
  const content = svg(
    "g",
    {},
    svg("rect", {
      x: chip.x,
      y: 0,
      width: chip.width,
      height: chip.height,
      rx: 8,
      fill: "#fbfcfd",
      stroke: rule,
      "stroke-width": 1.5,
    }),
    ...tiles,
    svg("rect", {
      x: left,
      y: cacheY,
      width: columns * pitch - gap,
      height: band,
      rx: 4,
      fill: tint(palette.yellow, 0.45),
      stroke: "#8A7A00",
    }),
    label(middle, cacheY + band / 2 + 4, `L2 cache, ${bytes(l2Bytes)}, shared by all SMs`, ink, 600),
    ...outside,
    label(
      middle,
      chip.height + 20,
      `square: an SM with registers and SRAM of its own. HBM: ${bytes(hbmBytes)} outside the chip, ${int(hbmBytesPerSecond / 1e9)} GB/s`,
      muted,
    ),
  );
  const panel: Panel = { content, width: inner, height: chip.height + 28 };
  const alt = `${title}: ${int(smCount)} SMs in two halves, ${int(busy)} of them busy; between them an L2 cache of ${bytes(l2Bytes)}; outside the chip ${bytes(hbmBytes)} of HBM at ${int(hbmBytesPerSecond / 1e9)} GB/s.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}
