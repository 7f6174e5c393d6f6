import { expectedUnread } from "../graph/theory.js";
import { chart } from "../ink/chart.js";
import { count, int, percent } from "../ink/format.js";
import { palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { steps } from "../ink/scale.js";
import { dimension, fraction } from "../tensor/check.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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
  const {
    title = "Keys that nobody reads",
    subtitle = `Each of ${int(n)} queries picks r keys at random; ${count(points[0]!.unread.length, "run")} for each r`,
  } = options;
  const bars = points.map(({ r, unread }) => {
    const expected = expectedUnread(n, r);
    return { r, unread, expected, top: Math.max(expected, ...unread) };
  });
  const dots = points.flatMap(({ r, unread }) =>
    unread.map((part, k) => ({ part, x: r + (k / Math.max(1, unread.length - 1) - 0.5) * 0.36 })),
  );
  const y = [0, 1.1 * Math.max(...bars.map(({ top }) => top))] as const;
  const panel = plotPanel(
    chart(
      {
        height: 290,
        top: 22,
        x: {
          domain: [points[0]!.r - 0.5, points.at(-1)!.r + 0.5],
          ticks: points.map(({ r }) => r),
          written: int,
          caption: "r, random keys for each query; bars: expected, dots: measured",
        },
        y: { domain: y, ticks: steps(y, 0.1), written: (part) => percent(part) },
      },
      [
        Plot.rect(bars, {
          x1: ({ r }) => r - 0.3,
          x2: ({ r }) => r + 0.3,
          y1: 0,
          y2: "expected",
          fill: palette.sky,
          fillOpacity: 0.45,
        }),
        Plot.dot(dots, { x: "x", y: "part", r: 2.5, fill: palette.vermilion }),
        Plot.text(bars, {
          x: "r",
          y: "top",
          dy: -11,
          fontWeight: 600,
          fill: textColour.S,
          text: ({ expected }) => percent(expected, 1),
        }),
      ],
    ),
  );
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b) / list.length;
  const each = bars.map(
    ({ r, unread, expected }) => `r = ${r} ${percent(mean(unread), 1)} (expected ${percent(expected, 1)})`,
  );
  const alt = `${title}. Mean part of ${int(n)} keys: ${each.join(", ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}
