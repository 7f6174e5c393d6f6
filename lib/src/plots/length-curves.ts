import * as Plot from "@observablehq/plot";
import { int } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles, textPanel } from "./svg.js";

/** One line: a value at each length. */
export interface LengthCurve {
  readonly name: string;
  readonly points: readonly { readonly N: number; readonly y: number }[];
}

/** Lines in one unit. */
export interface LengthCurves {
  /** Above the drawing: what is drawn. */
  readonly name: string;
  /** A value in words, such as `bytes` writes it. */
  readonly written: (y: number) => string;
  /** At most three. */
  readonly curves: readonly LengthCurve[];
}

const styles = [
  { colour: palette.vermilion, text: textColour.warn, dash: "none" },
  { colour: palette.blue, text: textColour.Q, dash: "8 4" },
  { colour: palette.green, text: textColour.V, dash: "2 3" },
] as const;

/**
 * How something grows with the length of the context, on logarithmic axes, where N² has slope 2 and N slope 1.
 * @param panels drawings one below the other, such as time and memory
 * @throws RangeError when a panel has no curve or more than three, or a value is not positive
 */
export function lengthCurves(panels: readonly LengthCurves[], options: Titles = {}): Picture {
  for (const { name, curves } of panels) {
    if (curves.length === 0 || curves.length > styles.length)
      throw new RangeError(
        `lengthCurves: “${name}” has ${curves.length} curves; give one to ${styles.length}`,
      );
    for (const curve of curves)
      for (const { N, y } of curve.points) {
        finite("lengthCurves", `N of “${curve.name}”`, N);
        finite("lengthCurves", `y of “${curve.name}” at N = ${N}`, y);
      }
  }
  const { title = "How cost grows with the context", subtitle = "Both axes logarithmic" } = options;
  const said = panels.map(
    ({ name, written, curves }) =>
      `${name}: ${curves.map((curve) => `${curve.name} ${curve.points.map(({ N, y }) => `${written(y)} at ${int(N)} tokens`).join(", ")}`).join("; ")}`,
  );
  const alt = `${title}. ${said.join(". ")}.`;
  return figure(
    { title, subtitle, alt },
    panels.flatMap((one) => [textPanel(one.name, { size: 13, weight: 600 }), panel(one)]),
  );
}

function panel({ written, curves }: LengthCurves) {
  const lengths = [...new Set(curves.flatMap(({ points }) => points.map(({ N }) => N)))].sort(
    (a, b) => a - b,
  );
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y));
  return plotPanel({
    width: inner,
    height: 230,
    marginLeft: 16,
    marginRight: 150,
    marginTop: 12,
    marginBottom: 44,
    x: { type: "log", domain: [lengths[0]!, Math.max(lengths.at(-1)!, lengths[0]! * 2)], axis: null },
    y: { type: "log", domain: [Math.min(...values) / 2, Math.max(...values) * 2], axis: null },
    marks: [
      Plot.ruleX(lengths, { stroke: faint }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(lengths, {
        x: (N: number) => N,
        frameAnchor: "bottom",
        dy: 15,
        text: (N: number) => int(N),
        fill: muted,
      }),
      Plot.text(["tokens N"], { frameAnchor: "bottom", dy: 34, text: String, fill: muted }),
      ...curves.flatMap(({ name, points }, t) => {
        const { colour, text, dash } = styles[t]!;
        const label = {
          x: "N",
          y: "y",
          textAnchor: "start",
          dx: 9,
          stroke: "white",
          strokeWidth: 4,
        } as const;
        return [
          Plot.line(points, { x: "N", y: "y", stroke: colour, strokeWidth: 2, strokeDasharray: dash }),
          Plot.dot(points, { x: "N", y: "y", r: 4, fill: colour, stroke: "white" }),
          Plot.text(points.slice(-1), { ...label, fill: text, fontWeight: 600, text: () => name, dy: -7 }),
          Plot.text(points.slice(-1), { ...label, fill: ink, text: ({ y }) => written(y), dy: 8 }),
        ];
      }),
    ] as Plot.Markish[],
  });
}
