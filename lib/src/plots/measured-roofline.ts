import { si, significant } from "../ink/format.js";
import { look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { decades, extent } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { roofLooks, roofsPanel } from "./roofs.js";

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
  const rate = (flopsPerSecond: number) => si(flopsPerSecond, "FLOP/s", 3);
  const edges = roofs.map(({ flopsPerSecond }) => flopsPerSecond / bytesPerSecond);
  const panel = roofsPanel({
    x: decades(extent([...dots.map((dot) => dot.intensity), ...edges]), room),
    y: decades(extent([...dots, ...roofs].map(({ flopsPerSecond }) => flopsPerSecond)), room),
    bytesPerSecond,
    roofs: roofs.map((roof, k) => ({
      ...roof,
      look: { ...look.blue, dash: roofLooks[k % roofLooks.length]!.dash },
    })),
    dots: dots.map((dot) => ({
      ...dot,
      text: `${dot.name}: ${rate(dot.flopsPerSecond)}`,
      look: { ...look.vermilion, symbol: "circle" },
    })),
    caption: "arithmetic intensity in FLOP per byte that travels",
    names: "edge",
  });
  const {
    title = "Roofline of this machine, as measured",
    subtitle = "FLOP/s reached against FLOP for each byte that travels; both axes logarithmic",
  } = options;
  const peaks = roofs.map(({ name, flopsPerSecond }) => `${name}: ${rate(flopsPerSecond)}`);
  const each = dots.map(
    ({ name, intensity, flopsPerSecond }) =>
      `${name} does ${significant(intensity, 3)} FLOP for each byte and reached ${rate(flopsPerSecond)}`,
  );
  const alt = `${title}. Memory gave ${si(bytesPerSecond, "B/s", 3)}. Peaks: ${peaks.join("; ")}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** Beyond the outermost values, so that labels fit. */
const room = [1.05, 1.3] as const;

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
