import { fixed, percent } from "../ink/format.js";
import { inner, muted, palette, paper, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { atMost } from "./check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, quiet, stroke, svg, words } from "./svg.js";

/** One number that was reported, and what we compute. */
export interface ReportedShare {
  readonly label: string;
  /** With as many decimals as were reported. */
  readonly reported: number;
  readonly computed: number;
  readonly unit: string;
}

/** Decimals of a reported number. */
const digitsOf = ({ reported }: ReportedShare): number => String(reported).split(".")[1]?.length ?? 0;

const row = 42;
const reach = 0.1;

/**
 * Reported numbers beside computed ones: a band for all that would have been rounded to the reported number, a dot for
 * what we compute.
 */
export function reportedShares(rows: readonly ReportedShare[], options: Titles = {}): Picture {
  atMost("reportedShares", "rows", rows.length, 10);
  for (const { label, reported, computed } of rows) {
    finite("reportedShares", `reported of “${label}”`, reported);
    finite("reportedShares", `computed of “${label}”`, computed);
    if (Math.abs(computed / reported - 1) > reach)
      throw new RangeError(
        `reportedShares: “${label}” was reported as ${reported} and computed as ${computed}; more than ${percent(reach)} apart has no place in this drawing`,
      );
  }
  const { title = "Do the published numbers come out?" } = options;
  const { subtitle = "A band: all that rounds to what was reported. A dot: what we compute" } = options;
  const from = 250;
  const x = linear([1 - reach, 1 + reach], [from, inner - 8]);
  const held = (one: ReportedShare) => Math.abs(one.computed - one.reported) <= 0.5 * 10 ** -digitsOf(one);
  const height = rows.length * row;
  const marks = rows.flatMap((one, k) => {
    const { label, reported, computed, unit } = one;
    const digits = digitsOf(one);
    const y = k * row + row / 2;
    const half = (0.5 * 10 ** -digits) / reported;
    const [low, high] = [x(Math.max(1 - reach, 1 - half)), x(Math.min(1 + reach, 1 + half))];
    return [
      words(0, y - 4, label, { weight: 600 }),
      quiet(
        0,
        y + 12,
        `reported ${fixed(reported, digits)}${unit}, computed ${fixed(computed, digits + 2)}${unit}`,
      ),
      stroke(`M${from} ${y}H${inner - 8}`, rule),
      box(low, y - 9, Math.max(2, high - low), 18, tint(palette.green, 0.3), {
        rx: 3,
        stroke: palette.green,
      }),
      svg("circle", {
        cx: x(computed / reported),
        cy: y,
        r: 5,
        fill: held(one) ? palette.blue : palette.vermilion,
        stroke: paper,
      }),
    ];
  });
  const axis = [
    stroke(`M${x(1)} 0V${height}`, muted, { "stroke-dasharray": "5 4" }),
    ...[-0.08, -0.04, 0, 0.04, 0.08].map((gap) =>
      quiet(x(1 + gap), height + 16, gap === 0 ? "as reported" : `${gap > 0 ? "+" : ""}${percent(gap)}`, {
        anchor: "middle",
        fill: gap === 0 ? textColour.V : muted,
      }),
    ),
  ];
  const said = rows.map(
    (one) =>
      `${one.label}: reported ${fixed(one.reported, digitsOf(one))}${one.unit}, computed ${fixed(one.computed, digitsOf(one) + 2)}${one.unit}${held(one) ? "" : ", which does not round to it"}`,
  );
  return pictureOf({ title, subtitle, alt: `${title} ${said.join("; ")}.` }, [
    { content: group(...axis, ...marks), width: inner, height: height + 24 },
  ]);
}
