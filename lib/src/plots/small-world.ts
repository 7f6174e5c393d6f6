import { wattsStrogatzClustering } from "../graph/theory.js";
import { chart } from "../ink/chart.js";
import { fixed, int, significant } from "../ink/format.js";
import { look } from "../ink/looks.js";
import { palette } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { log, type Range, samples, steps, tens } from "../ink/scale.js";
import { dimension, finite } from "../tensor/check.js";
import { bold, label, line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** Clustering and path length as more edges are rewired. */
export interface SmallWorld {
  readonly n: number;
  /** Neighbours in the ring that is rewired. */
  readonly K: number;
  /** At least two β > 0, ascending, with clustering and path length as parts of the ring's own. */
  readonly points: readonly { readonly beta: number; readonly C: number; readonly L: number }[];
}

/** The twin curves of Watts and Strogatz: paths fall long before clustering does. */
export function smallWorld({ n, K, points }: SmallWorld, options: Titles = {}): Picture {
  dimension("smallWorld", "n", n);
  dimension("smallWorld", "K", K);
  if (points.length < 2) throw new RangeError("smallWorld: points needs at least two values of β");
  for (const { beta, C, L } of points) {
    finite("smallWorld", "beta", beta);
    finite("smallWorld", `C at β = ${beta}`, C, { sign: "not negative" });
    finite("smallWorld", `L at β = ${beta}`, L);
  }
  const {
    title = "A few long edges make a small world",
    subtitle = `Ring of n = ${int(n)} with K = ${int(K)} neighbours each; β is the part of the edges moved`,
  } = options;
  const domain = [points[0]!.beta, points.at(-1)!.beta] as const;
  const theory = samples(log(domain)).map((beta) => ({ beta, C: wattsStrogatzClustering(beta) }));
  const middle = Math.sqrt(domain[0] * domain[1]);
  const nearest = (beta: number) =>
    points.reduce((a, b) => (Math.abs(Math.log(b.beta / beta)) < Math.abs(Math.log(a.beta / beta)) ? b : a));
  const [upper, lower] = [nearest(1.6 * middle), nearest(middle)];
  const panel = plotPanel(
    chart(
      {
        height: 330,
        x: { type: "log", domain, ticks: tens(domain, [1, 3]), caption: "β, logarithmic" },
        y: { domain: [0, 1.04], ticks: steps([0, 1], 0.25), written: (y) => significant(y, 2) },
      },
      [
        ...smallWorlds(domain),
        Plot.line(theory, { x: "beta", y: "C", stroke: palette.blue, strokeDasharray: "3 3" }),
        ...line(points, { x: "beta", y: "C" }, look.blue, points),
        ...line(points, { x: "beta", y: "L" }, { ...look.vermilion, dash: "none" }, points),
        label({ x: upper.beta, y: upper.C }, "clustering C/C₀\ndashed: (1 − β)³", beside, bold(look.blue)),
        label({ x: lower.beta, y: lower.L }, "path length L/L₀", "lower left", bold(look.vermilion)),
      ],
    ),
  );
  const each = points.map(({ beta, C, L }) => `β = ${significant(beta, 2)}: C ${fixed(C)}, L ${fixed(L)}`);
  const alt = `${title}. As parts of the ring's own values: ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** Clear of both blue lines. */
const beside = { dx: 14, dy: -14, textAnchor: "start" } as const;

/** The band of β, as far as it is drawn, in which paths are short and clusters still there. */
function smallWorlds([low, high]: Range): Plot.Markish[] {
  const [x1, x2] = [Math.max(low, 0.01), Math.min(high, 0.1)];
  if (x1 >= x2) return [];
  return [
    Plot.rect([0], { x1, x2, y1: 0, y2: 1.04, fill: palette.yellow, fillOpacity: 0.25 }),
    label({ x: Math.sqrt(x1 * x2), y: 0 }, "small worlds", "above"),
  ];
}
