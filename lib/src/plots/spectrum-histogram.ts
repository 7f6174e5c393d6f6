import { count, fixed, int } from "../ink/format.js";
import { ink, inner, matrixColour, muted, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { finite } from "../tensor/check.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

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
  const all = rows.flatMap(({ values }) => [...values]);
  const reach = 1.04 * Math.max(...all.map(Math.abs));
  const wide = inner - room.left - room.right;
  const x = (value: number) => room.left + ((value + reach) / (2 * reach)) * wide;
  const each = room.label + room.bars + room.axis + room.gap;
  const panels = rows.map((row, k): Panel => ({ ...histogram(row, { x, reach, wide, bound }), y: k * each }));
  const text = rows.map(({ label, values }) => `${label}: λ₁ ${fixed(values[0]!)}, λ₂ ${fixed(values[1]!)}`);
  const limit = bound === undefined ? "" : ` Dashed lines at ±${fixed(bound)}.`;
  const alt = `${title}. ${text.join("; ")}.${limit}`;
  const caption =
    bound === undefined
      ? undefined
      : `Dashed: ±${fixed(bound)}, which no large regular graph of this degree can beat for long.`;
  return pictureOf({ title, subtitle, alt, ...(caption && { caption }) }, panels);
}

function histogram(
  { label, values }: SpectrumRow,
  {
    x,
    reach,
    wide,
    bound,
  }: { x: (value: number) => number; reach: number; wide: number; bound: number | undefined },
): Panel {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values)
    counts[Math.min(bins - 1, Math.floor(((value + reach) / (2 * reach)) * bins))]!++;
  // The square root, so that a single eigenvalue is still seen beside a crowd.
  const most = Math.sqrt(Math.max(...counts));
  const floor = room.label + room.bars;
  const marks = [
    svg("text", { x: room.left, y: 13, "font-size": 13, "font-weight": 600 }, label),
    svg(
      "text",
      { x: inner - room.right, y: 13, "font-size": 12, fill: muted, "text-anchor": "end" },
      `${count(values.length, "eigenvalue")}, gap λ₁ − λ₂ = ${fixed(values[0]! - values[1]!)}`,
    ),
  ];
  for (const [k, number] of counts.entries()) {
    if (number === 0) continue;
    const height = (Math.sqrt(number) / most) * (room.bars - 14);
    const left = room.left + (k * wide) / bins;
    marks.push(
      svg("rect", { x: left + 0.5, y: floor - height, width: wide / bins - 1, height, fill: matrixColour.S }),
    );
  }
  marks.push(svg("line", { x1: room.left, x2: inner - room.right, y1: floor, y2: floor, stroke: rule }));
  if (bound !== undefined)
    for (const at of [-bound, bound])
      if (Math.abs(at) < reach)
        marks.push(
          svg("line", {
            x1: x(at),
            x2: x(at),
            y1: room.label,
            y2: floor,
            stroke: textColour.warn,
            "stroke-dasharray": "4 3",
          }),
        );
  const [first, second] = values as [number, number];
  const apart = x(first) - x(second) > 66;
  const tick = (value: number, text: string, anchor: string, dx: number) => {
    marks.push(
      svg("path", { d: `M${x(value).toFixed(1)} ${floor - 1}l-4 7h8z`, fill: ink }),
      svg(
        "text",
        { x: x(value) + dx, y: floor + 18, "font-size": 12, "text-anchor": anchor, "font-weight": 600 },
        text,
      ),
    );
  };
  tick(first, apart ? `λ₁ = ${fixed(first)}` : `λ₁ = ${fixed(first)}, λ₂ = ${fixed(second)}`, "end", 6);
  if (apart) tick(second, `λ₂ = ${fixed(second)}`, "middle", 0);
  marks.push(
    svg("text", { x: x(0), y: floor + 18, "font-size": 12, fill: muted, "text-anchor": "middle" }, int(0)),
  );
  return { content: svg("g", {}, ...marks), width: inner, height: room.label + room.bars + room.axis };
}
