import type { Gpu } from "../gpu/devices.js";
import { bytes, count, int, percent } from "../ink/format.js";
import { inner, onHue, palette, paper, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, box, group, quiet, svg, words } from "./svg.js";

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
  const tiles = Array.from({ length: smCount }, (_, k) =>
    at(left + (k % columns) * pitch, yOf(Math.floor(k / columns)), processor(k < busy)),
  );
  const cacheY = 10 + upper * pitch;
  const middle = chip.x + chip.width / 2;
  const centred = { anchor: "middle", weight: 600 } as const;
  const cache = `L2 cache, ${bytes(l2Bytes)}, shared by all SMs`;
  const note = `square: an SM with registers and SRAM of its own. HBM: ${bytes(hbmBytes)} outside the chip, ${int(hbmBytesPerSecond / 1e9)} GB/s`;
  const content = group(
    box(chip.x, 0, chip.width, chip.height, paper, { rx: 8, stroke: rule, "stroke-width": 1.5 }),
    ...tiles,
    box(left, cacheY, columns * pitch - gap, band, tint(palette.yellow, 0.45), { rx: 4, stroke: "#8A7A00" }),
    words(middle, cacheY + band / 2 + 4, cache, centred),
    ...[0, chip.x + chip.width + 14].flatMap((x) => [
      box(x, 0, hbmWidth, chip.height, tint(palette.green, 0.16), { rx: 6, stroke: palette.green }),
      words(x + hbmWidth / 2, chip.height / 2 + 4, "HBM", { ...centred, fill: textColour.V }),
    ]),
    quiet(middle, chip.height + 20, note, { anchor: "middle" }),
  );
  const panel: Panel = { content, width: inner, height: chip.height + 28 };
  const alt = `${title}: ${int(smCount)} SMs in two halves, ${int(busy)} of them busy; between them an L2 cache of ${bytes(l2Bytes)}; outside the chip ${bytes(hbmBytes)} of HBM at ${int(hbmBytesPerSecond / 1e9)} GB/s.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** An SM; a busy one carries a dot. */
function processor(busy: boolean): SvgElement {
  if (!busy)
    return box(0, 0, tile, tile, tint(palette.blue, 0.16), {
      rx: 3,
      stroke: palette.blue,
      "stroke-width": 0.75,
    });
  return group(
    box(0, 0, tile, tile, palette.orange, { rx: 3, stroke: textColour.K, "stroke-width": 1.5 }),
    svg("circle", { cx: tile / 2, cy: tile / 2, r: 4, fill: onHue.bright }),
  );
}
