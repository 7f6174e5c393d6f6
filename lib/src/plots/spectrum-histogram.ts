import { count, fixed, int } from "../ink/format.js";
import { ink, inner, matrixColour, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear, type Scale } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, heading, quiet, stroke, svg, words } from "./svg.js";

/** One graph's eigenvalues. */
export interface SpectrumRow {
  readonly label: string;
  /** All eigenvalues, largest first. */
  readonly values: readonly number[];
}

const bins = 64;
const room = { left: 8, right: 8, label: 22, bars: 74, axis: 22, gap: 14 } as const;

/**
 * The eigenvalues of several graphs as histograms over one another, on one axis, with λ₁ and λ₂ named.
 * @param options bound: drawn as a pair of dashed lines at ±bound, such as Friedman's 2√(d−1)
 */
export function spectrumHistogram(
  rows: readonly SpectrumRow[],
  options: Titles & { readonly bound?: number } = {},
): Picture {
  const { title = "Eigenvalues: one far from all others, or not", bound } = options;
  const {
    subtitle = "All eigenvalues of the adjacency matrix; the height follows the square root of the count",
  } = options;
  if (rows.length === 0)
    throw new RangeError("spectrumHistogram: there are no rows; give at least one { label, values }");
  for (const { label, values } of rows) {
    if (values.length < 2)
      throw new RangeError(
        `spectrumHistogram: “${label}” has ${values.length} eigenvalues; give at least two`,
      );
    for (const [k, value] of values.entries()) {
      finite("spectrumHistogram", `an eigenvalue of “${label}”`, value, { sign: "any" });
      if (k > 0 && value > values[k - 1]!)
        throw new RangeError(`spectrumHistogram: the eigenvalues of “${label}” must come largest first`);
    }
  }
  if (bound !== undefined) finite("spectrumHistogram", "bound", bound);
  const reach = 1.04 * Math.max(...rows.flatMap(({ values }) => values.map(Math.abs)));
  const x = linear([-reach, reach], [room.left, inner - room.right]);
  const panels = rows.map((row) => histogram(row, x, bound));
  const text = rows.map(({ label, values }) => `${label}: λ₁ ${fixed(values[0]!)}, λ₂ ${fixed(values[1]!)}`);
  const limit = bound === undefined ? "" : ` Dashed lines at ±${fixed(bound)}.`;
  const alt = `${title}. ${text.join("; ")}.${limit}`;
  const caption =
    bound === undefined
      ? undefined
      : `Dashed: ±${fixed(bound)}, which no large regular graph of this degree can beat for long.`;
  return pictureOf({ title, subtitle, alt, ...(caption && { caption }) }, panels);
}

function histogram({ label, values }: SpectrumRow, x: Scale, bound: number | undefined): Panel {
  const floor = room.label + room.bars;
  const limits =
    bound === undefined ? [] : [-bound, bound].filter((at) => at > x.domain[0] && at < x.domain[1]);
  const gap = `${count(values.length, "eigenvalue")}, gap λ₁ − λ₂ = ${fixed(values[0]! - values[1]!)}`;
  const dashed = { "stroke-dasharray": "4 3" };
  const content = group(
    heading(room.left, 13, label),
    quiet(inner - room.right, 13, gap, { anchor: "end" }),
    ...bars(values, x, floor),
    stroke(`M${room.left} ${floor}H${inner - room.right}`, rule),
    ...limits.map((at) => stroke(`M${x(at)} ${room.label}V${floor}`, textColour.warn, dashed)),
    ...firstTwo(values, x, floor),
    quiet(x(0), floor + 18, int(0), { anchor: "middle" }),
  );
  return { content, width: inner, height: floor + room.axis + room.gap };
}

/** Heights follow the square root of the count, so that a single eigenvalue is still seen beside a crowd. */
function bars(values: readonly number[], x: Scale, floor: number): SvgElement[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor(x.along(value) * bins))]!++;
  const most = Math.sqrt(Math.max(...counts));
  const wide = (x.range[1] - x.range[0]) / bins;
  return counts.flatMap((number, k) => {
    const height = (Math.sqrt(number) / most) * (room.bars - 14);
    const left = x.range[0] + k * wide;
    return number === 0 ? [] : [box(left + 0.5, floor - height, wide - 1, height, matrixColour.S)];
  });
}

/** λ₁ and λ₂, each under a small triangle; in one where they are close. */
function firstTwo([first, second]: readonly number[], x: Scale, floor: number): SvgElement[] {
  const [a, b] = [first!, second!];
  const tick = (value: number, text: string, anchor: "middle" | "end", dx: number) => [
    svg("path", { d: `M${x(value).toFixed(1)} ${floor - 1}l-4 7h8z`, fill: ink }),
    words(x(value) + dx, floor + 18, text, { weight: 600, anchor }),
  ];
  return x(a) - x(b) > 66
    ? [...tick(a, `λ₁ = ${fixed(a)}`, "end", 6), ...tick(b, `λ₂ = ${fixed(b)}`, "middle", 0)]
    : tick(a, `λ₁ = ${fixed(a)}, λ₂ = ${fixed(b)}`, "end", 6);
}
