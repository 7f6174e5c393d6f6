import * as Plot from "@observablehq/plot";
import { expectedUnread } from "../graph/theory.js";
import { count, int, percent } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, fraction } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** How many keys nobody reads, against r. */
export interface UnreadKeys {
  /** Keys, and queries. */
  readonly n: number;
  /** At least two r ≥ 1, ascending: each query picks r keys; `unread` is the part that nobody picked, run by run. */
  readonly points: readonly { readonly r: number; readonly unread: readonly number[] }[];
}

/** The part of the keys that nobody reads, one dot a run, over its expectation (1 − r/(n−1))^{n−1}. */
export function unreadKeys({ n, points }: UnreadKeys, options: Titles = {}): Picture {
  dimension("unreadKeys", "n", n, 2);
  if (points.length < 2) throw new RangeError("unreadKeys: points needs at least two values of r");
  for (const { r, unread } of points) {
    dimension("unreadKeys", "r", r);
    dimension("unreadKeys", `the number of runs at r = ${r}`, unread.length);
    for (const part of unread) fraction("unreadKeys", `unread at r = ${r}`, part);
  }
  const { title = "Keys that nobody reads" } = options;
  const {
    subtitle = `Each of ${int(n)} queries picks r keys at random; ${count(points[0]!.unread.length, "run")} for each r`,
  } = options;
  const bars = points.map(({ r }) => ({ r, expected: expectedUnread(n, r) }));
  const dots = points.flatMap(({ r, unread }) =>
    unread.map((part, k) => ({ r, part, dx: (k / Math.max(1, unread.length - 1) - 0.5) * 0.36 })),
  );
  const most = Math.max(...bars.map(({ expected }) => expected), ...dots.map(({ part }) => part));
  const panel = plotPanel({
    width: inner,
    height: 290,
    marginLeft: 50,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 46,
    x: { domain: [points[0]!.r - 0.5, points.at(-1)!.r + 0.5], axis: null },
    y: { domain: [0, 1.1 * most], axis: null },
    marks: [
      Plot.gridY(
        [0.1, 0.2, 0.3, 0.4].filter((y) => y < 1.1 * most),
        { stroke: faint, strokeOpacity: 1 },
      ),
      Plot.axisY(
        [0, 0.1, 0.2, 0.3, 0.4].filter((y) => y < 1.1 * most),
        { tickSize: 0, label: null, fill: muted, tickFormat: (y: number) => percent(y) },
      ),
      Plot.rect(bars, {
        x1: ({ r }) => r - 0.3,
        x2: ({ r }) => r + 0.3,
        y1: 0,
        y2: "expected",
        fill: palette.sky,
        fillOpacity: 0.45,
      }),
      Plot.dot(dots, { x: ({ r, dx }) => r + dx, y: "part", r: 2.5, fill: palette.vermilion }),
      Plot.text(bars, {
        x: "r",
        y: ({ r, expected }) => Math.max(expected, ...points.find((p) => p.r === r)!.unread),
        dy: -11,
        fontWeight: 600,
        fill: textColour.S,
        text: ({ expected }) => percent(expected, 1),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(points, { x: "r", frameAnchor: "bottom", dy: 16, text: ({ r }) => int(r) }),
      Plot.text(["r, random keys for each query; bars: expected, dots: measured"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
    ],
  });
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
  const each = points.map(
    ({ r, unread }, k) => `r = ${r} ${percent(mean(unread), 1)} (expected ${percent(bars[k]!.expected, 1)})`,
  );
  const alt = `${title}. Mean part of ${int(n)} keys: ${each.join(", ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}
