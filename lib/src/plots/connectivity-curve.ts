import * as Plot from "@observablehq/plot";
import { connectedLimit } from "../graph/theory.js";
import { fixed, int, percent } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite, fraction } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

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
  const curve = Array.from({ length: 81 }, (_, k) => low + (k * (high - low)) / 80);
  const at = curve.reduce((best, c) =>
    Math.abs(connectedLimit(c) - 0.8) < Math.abs(connectedLimit(best) - 0.8) ? c : best,
  );
  const whole = Array.from({ length: Math.floor(high) - Math.ceil(low) + 1 }, (_, k) => Math.ceil(low) + k);
  const panel = plotPanel({
    width: inner,
    height: 304,
    marginLeft: 50,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 46,
    x: { domain: [low - 0.1, high + 0.1], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.gridY([0, 0.25, 0.5, 0.75, 1], { stroke: faint, strokeOpacity: 1 }),
      Plot.axisY([0, 0.25, 0.5, 0.75, 1], {
        tickSize: 0,
        label: null,
        fill: muted,
        tickFormat: (y: number) => percent(y),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.ruleX([0], { stroke: muted, strokeDasharray: "5 4" }),
      Plot.text([0], {
        x: () => 0,
        frameAnchor: "top",
        dx: -8,
        dy: 8,
        textAnchor: "end",
        fill: muted,
        text: () => "degree ln n",
      }),
      Plot.text(whole, {
        x: (c: number) => c,
        frameAnchor: "bottom",
        dy: 16,
        text: (c: number) => fixed(c, 0),
      }),
      Plot.text(["c: the mean degree is ln n + c"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
      Plot.line(curve, { x: (c: number) => c, y: connectedLimit, stroke: palette.blue, strokeWidth: 2.25 }),
      Plot.text([at], {
        x: (c: number) => c,
        y: connectedLimit,
        dx: 12,
        dy: 14,
        textAnchor: "start",
        fill: textColour.Q,
        fontWeight: 600,
        text: () => "limit exp(−e⁻ᶜ), n → ∞",
      }),
      Plot.dot(points, { x: "c", y: "connected", r: 4.5, fill: palette.vermilion, stroke: "white" }),
      Plot.text(
        [points.reduce((a, b) => (Math.abs(b.connected - 0.2) < Math.abs(a.connected - 0.2) ? b : a))],
        {
          x: "c",
          y: "connected",
          dx: -10,
          dy: -8,
          textAnchor: "end",
          fill: textColour.warn,
          fontWeight: 600,
          text: () => "measured",
        },
      ),
    ],
  });
  const each = points.map(
    ({ c, connected }) => `c = ${fixed(c, 1)} ${fixed(connected, 2)} (limit ${fixed(connectedLimit(c), 2)})`,
  );
  const alt = `${title}. Part of the graphs that is connected: ${each.join(", ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}
