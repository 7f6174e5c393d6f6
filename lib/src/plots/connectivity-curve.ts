import { connectedLimit } from "../graph/theory.js";
import { chart } from "../ink/chart.js";
import { fixed, int, percent } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { linear, samples, steps } from "../ink/scale.js";
import { dimension, finite, fraction } from "../tensor/check.js";
import { atMost } from "./check.js";
import { bold, dots, label, line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** How often random graphs of one size are connected, against the mean degree. */
export interface ConnectivitySeries {
  /** Vertices of each graph. */
  readonly n: number;
  /** The mean degree (n − 1) p, and the part of the graphs that was connected. */
  readonly points: readonly { readonly degree: number; readonly connected: number }[];
}

/** How often random graphs hang together, by their mean degree. */
export interface ConnectivityCurve {
  /** Random graphs for each dot. */
  readonly runs: number;
  /** One to three sizes. */
  readonly series: readonly ConnectivitySeries[];
}

const DEGREES = [0, 20] as const;
const styles: readonly Look[] = [look.vermilion, look.blue, look.green];

/** How often G(n, p) is connected, against the mean degree: measured dots on the limit exp(−e^{−c}) at degree ln n + c. */
export function connectivityCurve({ runs, series }: ConnectivityCurve, options: Titles = {}): Picture {
  dimension("connectivityCurve", "runs", runs);
  atMost("connectivityCurve", "sizes n", series.length, styles.length);
  for (const { n, points } of series) {
    dimension("connectivityCurve", "n", n, 2);
    for (const { degree, connected } of points) {
      finite("connectivityCurve", "degree", degree, { sign: "not negative" });
      fraction("connectivityCurve", `connected at degree ${degree}`, connected);
    }
  }
  const { title = "Connected all of a sudden" } = options;
  const { subtitle = `Random graphs; dots: ${int(runs)} graphs each; lines: exp(−e⁻ᶜ) at degree ln n + c` } =
    options;
  const drawn = series.map(({ n, points }, k) => {
    const curve = samples(linear(DEGREES)).map((x) => ({ x, y: connectedLimit(x - Math.log(n)) }));
    const style = styles[k]!;
    const at = near(curve, k === 0 ? 0.6 : 0.36);
    return [
      ...line(curve, { x: "x", y: "y" }, style),
      dots(points, { x: "degree", y: "connected" }, style),
      label(at, `n = ${int(n)}`, k === 0 ? "left" : "right", bold(style)),
    ];
  });
  const panel = plotPanel(
    chart(
      {
        height: 304,
        x: {
          domain: DEGREES,
          ticks: steps(DEGREES, 5),
          written: (d) => fixed(d, 0),
          caption: "mean degree: edges per vertex",
        },
        y: { domain: [0, 1], ticks: steps([0, 1], 0.25), written: (y) => percent(y) },
      },
      drawn.flat(),
    ),
  );
  const each = series.map(({ n, points }) => {
    const values = points.map(({ degree, connected }) => `${fixed(connected, 2)} at ${fixed(degree, 1)}`);
    return `n = ${int(n)}: ${values.join(", ")}`;
  });
  const alt = `${title}. Part of the graphs that is connected, at a mean degree: ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** The point whose value is the nearest. */
const near = <P extends { readonly y: number }>(points: readonly P[], y: number): P =>
  points.reduce((best, point) => (Math.abs(point.y - y) < Math.abs(best.y - y) ? point : best));
