import { connectedLimit } from "../graph/theory.js";
import { chart } from "../ink/chart.js";
import { fixed, int, percent } from "../ink/format.js";
import { look } from "../ink/looks.js";
import { palette, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { linear, samples, steps } from "../ink/scale.js";
import { dimension, finite, fraction } from "../tensor/check.js";
import { bold, label, line, turn } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** How often random graphs are connected, against c. */
export interface ConnectivityCurve {
  /** Vertices of each graph. */
  readonly n: number;
  /** Random graphs for each point. */
  readonly runs: number;
  /** At least two: c of p = (ln n + c)/n, ascending, and the part of the graphs that was connected. */
  readonly points: readonly { readonly c: number; readonly connected: number }[];
}

/** How often G(n, p) is connected around its threshold: measured dots on the limit exp(−e^{−c}). */
export function connectivityCurve({ n, runs, points }: ConnectivityCurve, options: Titles = {}): Picture {
  dimension("connectivityCurve", "n", n);
  dimension("connectivityCurve", "runs", runs);
  if (points.length < 2)
    throw new RangeError("connectivityCurve: points needs at least two values of c; one gives no curve");
  for (const { c, connected } of points) {
    finite("connectivityCurve", "c", c, { sign: "any" });
    fraction("connectivityCurve", `connected at c = ${c}`, connected);
  }
  const { title = "Connected all of a sudden" } = options;
  const { subtitle = `Random graphs of ${int(n)} vertices, ${int(runs)} for each dot` } = options;
  const [low, high] = [points[0]!.c, points.at(-1)!.c];
  const curve = samples(linear([low, high])).map((c) => ({ x: c, y: connectedLimit(c) }));
  const dots = points.map(({ c, connected }) => ({ x: c, y: connected }));
  const panel = plotPanel(
    chart(
      {
        height: 304,
        x: {
          domain: [low - 0.1, high + 0.1],
          ticks: steps([low, high]),
          written: (c) => fixed(c, 0),
          caption: "c: the mean degree is ln n + c",
        },
        y: { domain: [0, 1], ticks: steps([0, 1], 0.25), written: (y) => percent(y) },
      },
      [
        ...turn(0, "degree ln n", { dx: -8, textAnchor: "end" }),
        ...line(curve, { x: "x", y: "y" }, look.blue),
        label(near(curve, 0.8), "limit exp(−e⁻ᶜ), n → ∞", "lower right", bold(look.blue)),
        Plot.dot(dots, { x: "x", y: "y", r: 4.5, fill: palette.vermilion, stroke: paper }),
        label(near(dots, 0.2), "measured", "upper left", bold(look.vermilion)),
      ],
    ),
  );
  const each = points.map(
    ({ c, connected }) => `c = ${fixed(c, 1)} ${fixed(connected, 2)} (limit ${fixed(connectedLimit(c), 2)})`,
  );
  const alt = `${title}. Part of the graphs that is connected: ${each.join(", ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** The point whose value is the nearest. */
const near = <P extends { readonly y: number }>(points: readonly P[], y: number): P =>
  points.reduce((best, point) => (Math.abs(point.y - y) < Math.abs(best.y - y) ? point : best));
