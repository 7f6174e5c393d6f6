import * as Plot from "@observablehq/plot";
import { wattsStrogatzClustering } from "../graph/theory.js";
import { fixed, int, significant } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

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
  const { title = "A few long edges make a small world" } = options;
  const {
    subtitle = `Ring of n = ${int(n)} with K = ${int(K)} neighbours each; β is the part of the edges moved`,
  } = options;
  const [low, high] = [points[0]!.beta, points.at(-1)!.beta];
  const curve = Array.from({ length: 81 }, (_, k) => low * (high / low) ** (k / 80));
  const ticks = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1].filter((b) => b >= low && b <= high);
  const nearest = (beta: number) =>
    points.reduce((a, b) => (Math.abs(Math.log(b.beta / beta)) < Math.abs(Math.log(a.beta / beta)) ? b : a));
  const label = (key: "C" | "L", beta: number, text: string, fill: string, place: object) =>
    Plot.text([nearest(beta)], {
      x: "beta",
      y: key,
      fill,
      fontWeight: 600,
      text: () => text,
      lineHeight: 1.3,
      stroke: "white",
      strokeWidth: 4,
      ...place,
    });
  const middle = Math.sqrt(low * high);
  const panel = plotPanel({
    width: inner,
    height: 330,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 14,
    marginBottom: 46,
    x: { type: "log", domain: [low, high], axis: null },
    y: { domain: [0, 1.04], axis: null },
    marks: [
      ...(low < 0.1 && high > 0.01
        ? [
            Plot.rect([0], {
              x1: Math.max(low, 0.01),
              x2: Math.min(high, 0.1),
              y1: 0,
              y2: 1.04,
              fill: palette.yellow,
              fillOpacity: 0.25,
            }),
            Plot.text([0], {
              x: () => Math.sqrt(Math.max(low, 0.01) * Math.min(high, 0.1)),
              frameAnchor: "bottom",
              dy: -10,
              fill: muted,
              text: () => "small worlds",
            }),
          ]
        : []),
      Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: faint, strokeOpacity: 1 }),
      Plot.axisY([0, 0.25, 0.5, 0.75, 1], {
        tickSize: 0,
        label: null,
        fill: muted,
        tickFormat: (y: number) => significant(y, 2),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(ticks, { x: (b: number) => b, frameAnchor: "bottom", dy: 16, text: String }),
      Plot.text(["β, logarithmic"], { frameAnchor: "bottom", dy: 36, text: String, fill: muted }),
      Plot.line(curve, {
        x: (b: number) => b,
        y: wattsStrogatzClustering,
        stroke: palette.blue,
        strokeDasharray: "3 3",
      }),
      Plot.line(points, { x: "beta", y: "C", stroke: palette.blue, strokeWidth: 2.25 }),
      Plot.dot(points, { x: "beta", y: "C", r: 4.5, fill: palette.blue, stroke: "white" }),
      Plot.line(points, { x: "beta", y: "L", stroke: palette.vermilion, strokeWidth: 2.25 }),
      Plot.dot(points, {
        x: "beta",
        y: "L",
        r: 4.5,
        symbol: "square",
        fill: palette.vermilion,
        stroke: "white",
      }),
      label("C", middle * 1.6, "clustering C/C₀\ndashed: (1 − β)³", textColour.Q, {
        dx: 14,
        dy: -14,
        textAnchor: "start",
      }),
      label("L", middle, "path length L/L₀", textColour.warn, { dx: -12, dy: 14, textAnchor: "end" }),
    ],
  });
  const each = points.map(({ beta, C, L }) => `β = ${significant(beta, 2)}: C ${fixed(C)}, L ${fixed(L)}`);
  const alt = `${title}. As parts of the ring's own values: ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}
