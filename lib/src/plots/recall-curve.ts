import * as Plot from "@observablehq/plot";
import { fixed, percent } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite, fraction } from "../tensor/check.js";
import { figure, type Panel, plotPanel, type Titles, textPanel } from "./svg.js";

/** What so many rounds achieve together. */
export interface RecallPoint {
  readonly rounds: number;
  /** Share of full attention's weight on keys that were read. */
  readonly recall: number;
  /** How far the output is from full attention's. */
  readonly error: number;
}

/** One setting, such as a number of buckets. */
export interface RecallSeries {
  readonly name: string;
  /** At least two, by growing rounds. */
  readonly points: readonly RecallPoint[];
}

const looks = [
  { colour: palette.blue, text: textColour.Q, dash: "none", symbol: "circle" },
  { colour: palette.vermilion, text: textColour.warn, dash: "9 4", symbol: "square" },
  { colour: palette.green, text: textColour.V, dash: "2 3", symbol: "triangle" },
] as const;

/** Recall and error of LSH attention against the number of rounds, which doubles from tick to tick. */
export function recallCurve(
  series: readonly RecallSeries[],
  options: Titles & { readonly errorName?: string } = {},
): Picture {
  if (series.length === 0 || series.length > looks.length)
    throw new RangeError(`recallCurve: there are ${series.length} series; give one to ${looks.length}`);
  for (const { name, points } of series) {
    if (points.length < 2)
      throw new RangeError(`recallCurve: “${name}” needs at least two numbers of rounds; one gives no curve`);
    for (const { rounds, recall, error } of points) {
      dimension("recallCurve", `rounds of “${name}”`, rounds);
      fraction("recallCurve", `recall of “${name}”`, recall);
      finite("recallCurve", `error of “${name}”`, error, { sign: "not negative" });
    }
  }
  const { title = "More rounds find more of the weight" } = options;
  const { subtitle = "LSH attention against full attention" } = options;
  const { errorName = "mean distance from full attention’s output" } = options;
  const panels = [
    textPanel("share of full attention’s weight on keys that were read", { size: 13, weight: 600 }),
    lines(
      series,
      (p) => p.recall,
      [0, 1],
      (v) => percent(v),
      false,
    ),
    textPanel(errorName, { size: 13, weight: 600 }),
    lines(
      series,
      (p) => p.error,
      [0, largest(series)],
      (v) => fixed(v, 3),
      true,
    ),
  ];
  const said = series.map(({ name, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${name}: recall ${percent(first.recall)} with ${first.rounds}, ${percent(last.recall)} with ${last.rounds} rounds, error from ${fixed(first.error, 3)} to ${fixed(last.error, 3)}`;
  });
  return figure({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, panels);
}

const largest = (series: readonly RecallSeries[]) =>
  Math.max(...series.flatMap(({ points }) => points.map((p) => p.error))) || 1;

function lines(
  series: readonly RecallSeries[],
  pick: (point: RecallPoint) => number,
  domain: [number, number],
  written: (value: number) => string,
  axis: boolean,
): Panel {
  const ticks = [...new Set(series.flatMap(({ points }) => points.map((p) => p.rounds)))].sort(
    (a, b) => a - b,
  );
  const height = axis ? 196 : 166;
  const [top, bottom] = [14, axis ? 46 : 16];
  const px = (value: number) => (1 - value / domain[1]) * (height - top - bottom);
  const ends = apart(
    series.map(({ name, points }, k) => ({ ...looks[k]!, name, point: points.at(-1)! })),
    ({ point }) => px(pick(point)),
  );
  return plotPanel({
    width: inner,
    height,
    marginLeft: 50,
    marginRight: 130,
    marginTop: top,
    marginBottom: bottom,
    x: { type: "log", base: 2, domain: [ticks[0]!, ticks.at(-1)!], axis: null },
    y: { domain, axis: null },
    marks: [
      Plot.ruleY(
        [0, 0.5, 1].map((t) => t * domain[1]),
        { stroke: faint },
      ),
      Plot.text(
        [0, 0.5, 1].map((t) => t * domain[1]),
        {
          y: (v: number) => v,
          frameAnchor: "left",
          dx: -10,
          textAnchor: "end",
          fill: muted,
          text: (v: number) => (v === 0 ? "0" : written(v)),
        },
      ),
      ...(axis
        ? [
            Plot.text(ticks, { x: (n: number) => n, frameAnchor: "bottom", dy: 16, text: String, fill: ink }),
            Plot.text(["rounds"], { frameAnchor: "bottom", dy: 36, text: String, fill: muted }),
          ]
        : []),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      ...series.flatMap(({ points }, k) => {
        const { colour, dash, symbol } = looks[k]!;
        return [
          Plot.line(points, {
            x: "rounds",
            y: pick,
            stroke: colour,
            strokeWidth: 2.5,
            strokeDasharray: dash,
          }),
          Plot.dot(points, { x: "rounds", y: pick, r: 4, symbol, fill: colour, stroke: "white" }),
        ];
      }),
      ...ends.map(({ point, name, text, dy }) =>
        Plot.text([point], {
          x: "rounds",
          y: pick,
          dx: 10,
          dy,
          textAnchor: "start",
          fill: text,
          fontWeight: 600,
          text: () => `${name}: ${written(pick(point))}`,
        }),
      ),
    ] as Plot.Markish[],
  });
}

/** Labels pushed apart to at least 16 px where lines end close together. */
function apart<T>(ends: readonly T[], y: (end: T) => number) {
  const sorted = [...ends].sort((a, b) => y(a) - y(b));
  const places = sorted.map(y);
  for (let k = 1; k < places.length; k++) places[k] = Math.max(places[k]!, places[k - 1]! + 16);
  return sorted.map((end, k) => ({ ...end, dy: places[k]! - y(end) }));
}
