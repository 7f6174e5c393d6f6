import { alike, chart, type Frame } from "../ink/chart.js";
import { int, percent } from "../ink/format.js";
import { looks } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent, multiples } from "../ink/scale.js";
import { fraction } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { line } from "./marks.js";
import { headingPanel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** One method: what it finds with each budget. */
export interface BudgetCurve {
  readonly name: string;
  /** At least two, by growing k. */
  readonly points: readonly { readonly k: number; readonly recall: number }[];
}

/** The methods on one kind of task. */
export interface BudgetPanel {
  readonly name: string;
  /** One to four, the same in every panel. */
  readonly curves: readonly BudgetCurve[];
}

/** The share of attention's weight that is found against the keys that may be read, a drawing for each kind of task. */
export function budgetCurves(panels: readonly BudgetPanel[], options: Titles = {}): Picture {
  for (const { name, curves } of panels) {
    atMost("budgetCurves", `curves of “${name}”`, curves.length, 4);
    for (const curve of curves) {
      isLine("budgetCurves", curve.name, curve.points);
      for (const { k, recall } of curve.points)
        fraction("budgetCurves", `recall of “${curve.name}” at k = ${k}`, recall);
    }
  }
  const { title = "More budget, or a better score?" } = options;
  const { subtitle = "Share of full attention’s weight on the keys that are read" } = options;
  const frames = panels.map(({ curves }, k) => frame(curves, k === panels.length - 1));
  const margins = alike(frames);
  const drawn = panels.flatMap(({ name, curves }, k) => [
    headingPanel(name),
    plotPanel(
      chart(
        { ...frames[k]!, ...margins },
        curves.flatMap(({ points }, c) => line(points, { x: "k", y: "recall" }, looks[c]!, points)),
      ),
    ),
  ]);
  const said = panels.map(
    ({ name, curves }) =>
      `${name}: ${curves.map((curve) => `${curve.name} ${curve.points.map(({ k, recall }) => `${percent(recall)} with ${k}`).join(", ")}`).join("; ")}`,
  );
  return pictureOf({ title, subtitle, alt: `${title} ${said.join(". ")}.` }, drawn);
}

function frame(curves: readonly BudgetCurve[], last: boolean): Frame {
  const ks = extent(curves.flatMap(({ points }) => points.map(({ k }) => k)));
  return {
    height: last ? 236 : 206,
    x: {
      type: "log",
      domain: ks,
      ticks: last ? multiples(ks, 2) : [],
      written: int,
      ...(last && { caption: "keys that are read" }),
    },
    y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], written: (y) => percent(y) },
    ends: curves.map(({ name, points }, k) => ({ y: points.at(-1)!.recall, name, fill: looks[k]!.text })),
  };
}
