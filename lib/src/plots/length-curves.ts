import { alike, chart, type Frame } from "../ink/chart.js";
import { int } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { atMost } from "./check.js";
import { line } from "./marks.js";
import { headingPanel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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

const styles: readonly Look[] = [look.vermilion, look.blue, look.green];

/**
 * How something grows with the length of the context, on logarithmic axes, where N² has slope 2 and N slope 1.
 * @param panels drawings one below the other, such as time and memory
 * @throws RangeError when a panel has no curve or more than three, or a value is not positive
 */
export function lengthCurves(panels: readonly LengthCurves[], options: Titles = {}): Picture {
  for (const { name, curves } of panels) {
    atMost("lengthCurves", `curves of “${name}”`, curves.length, styles.length);
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
  const frames = panels.map(frame);
  const margins = alike(frames);
  return pictureOf(
    { title, subtitle, alt },
    panels.flatMap((one, k) => [headingPanel(one.name), panel(one, { ...frames[k]!, ...margins })]),
  );
}

function frame({ written, curves }: LengthCurves): Frame {
  const all = curves.flatMap(({ points }) => points);
  const lengths = [...new Set(all.map(({ N }) => N))].sort((a, b) => a - b);
  const [least, most] = extent(all.map(({ y }) => y));
  return {
    height: 230,
    x: {
      type: "log",
      domain: [lengths[0]!, Math.max(lengths.at(-1)!, lengths[0]! * 2)],
      ticks: lengths,
      grid: true,
      written: int,
      caption: "tokens N",
    },
    y: { type: "log", domain: [least / 2, most * 2] },
    ends: curves.flatMap(({ name, points }, k) =>
      points.slice(-1).map(({ y }) => ({ y, name, value: written(y), fill: styles[k]!.text })),
    ),
  };
}

const panel = ({ curves }: LengthCurves, room: Frame) =>
  plotPanel(
    chart(
      room,
      curves.flatMap(({ points }, k) => line(points, { x: "N", y: "y" }, styles[k]!, points)),
    ),
  );
