import { chart } from "../ink/chart.js";
import { int, si } from "../ink/format.js";
import { look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent, tens } from "../ink/scale.js";
import { dimension, finite } from "../tensor/check.js";
import { line, turn } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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
  { key: "standard", name: "standard", ...look.ink },
  { key: "flash1", name: "FlashAttention", ...look.blue },
  { key: "flash2", name: "FlashAttention-2", ...look.vermilion },
] as const;

/** HBM accesses against the block size, both logarithmic, with the block size from which FlashAttention wins. */
export function accessCurve({ N, d, points, breakEven }: AccessCurve, options: Titles = {}): Picture {
  check({ N, d, points });
  const {
    title = "Small blocks cost more than they save",
    subtitle = `HBM accesses in elements, N = ${int(N)}, d = ${int(d)}; both axes logarithmic`,
  } = options;
  const sorted = [...points].sort((a, b) => a.B - b.B);
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const [least, most] = extent(lines.flatMap(({ key }) => sorted.map((point) => point[key])));
  const domain = [least / 1.2, most * 1.2] as const;
  const inside = breakEven >= low.B && breakEven <= high.B;
  const panel = plotPanel(
    chart(
      {
        height: 340,
        top: 26,
        x: {
          type: "log",
          domain: [low.B, high.B],
          ticks: sorted.map(({ B }) => B),
          written: int,
          caption: "block size B: B_c for FlashAttention, B_r for FlashAttention-2",
          grid: false,
        },
        y: { type: "log", domain, ticks: tens(domain, [1, 3]), written: (y) => si(y, "", 2) },
        ends: lines.map(({ key, name, text }) => ({
          y: high[key],
          name,
          value: si(high[key], "", 3),
          fill: text,
        })),
      },
      [
        ...(inside
          ? turn(breakEven, `from B_c = ${int(breakEven)} on, FlashAttention moves less`, {
              dx: 0,
              dy: -17,
              textAnchor: "middle",
            })
          : []),
        ...lines.flatMap((one) =>
          line(sorted, { x: "B", y: one.key }, one, one.key === "standard" ? [] : sorted),
        ),
      ],
    ),
  );
  const verdict = inside
    ? `FlashAttention moves less than standard attention from B_c = ${int(breakEven)} on`
    : breakEven < low.B
      ? "FlashAttention moves less than standard attention at every block size shown"
      : "FlashAttention moves more than standard attention at every block size shown";
  const alt = `${title}. N = ${int(N)}, d = ${int(d)}. ${verdict}. At block size ${int(high.B)}: standard ${int(high.standard)}, FlashAttention ${int(high.flash1)}, FlashAttention-2 ${int(high.flash2)} accesses.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

function check({ N, d, points }: Omit<AccessCurve, "breakEven">): void {
  dimension("accessCurve", "N", N);
  dimension("accessCurve", "d", d);
  if (points.length < 2)
    throw new RangeError("accessCurve: points needs at least two block sizes; one gives no curve");
  for (const point of points)
    for (const key of ["B", "standard", "flash1", "flash2"] as const)
      finite("accessCurve", `${key} of a point`, point[key]);
}
