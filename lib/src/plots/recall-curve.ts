import { alike, chart, type Frame } from "../ink/chart.js";
import { fixed, percent } from "../ink/format.js";
import { looks } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent } from "../ink/scale.js";
import { dimension, finite, fraction } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { line } from "./marks.js";
import { headingPanel, type Panel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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

/** Recall and error of LSH attention against the number of rounds, which doubles from tick to tick. */
export function recallCurve(
  series: readonly RecallSeries[],
  options: Titles & { readonly errorName?: string } = {},
): Picture {
  check(series);
  const { title = "More rounds find more of the weight" } = options;
  const { subtitle = "LSH attention against full attention" } = options;
  const { errorName = "mean distance from full attention’s output" } = options;
  const most = extent(series.flatMap(({ points }) => points.map(({ error }) => error)))[1] || 1;
  const frames = [
    frame(series, "recall", { most: 1, written: (v) => percent(v), height: 166 }),
    frame(series, "error", { most, written: (v) => fixed(v, 3), height: 196, caption: "rounds" }),
  ] as const;
  const panels = [
    headingPanel("share of full attention’s weight on keys that were read"),
    lines(series, "recall", { ...frames[0], ...alike(frames) }),
    headingPanel(errorName),
    lines(series, "error", { ...frames[1], ...alike(frames) }),
  ];
  const said = series.map(({ name, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${name}: recall ${percent(first.recall)} with ${first.rounds}, ${percent(last.recall)} with ${last.rounds} rounds, error from ${fixed(first.error, 3)} to ${fixed(last.error, 3)}`;
  });
  return pictureOf({ title, subtitle, alt: `${title}. ${said.join("; ")}.` }, panels);
}

interface Drawn {
  readonly most: number;
  readonly written: (value: number) => string;
  readonly height: number;
  readonly caption?: string;
}

function frame(
  series: readonly RecallSeries[],
  key: "recall" | "error",
  { most, written, height, caption }: Drawn,
): Frame {
  const rounds = series.flatMap(({ points }) => points.map((point) => point.rounds));
  const ticks = caption ? [...new Set(rounds)].sort((a, b) => a - b) : [];
  return {
    height,
    x: { type: "log", domain: extent(rounds), ticks, ...(caption && { caption }) },
    y: {
      domain: [0, most],
      ticks: [0, most / 2, most],
      written: (v) => (v === 0 ? "0" : written(v)),
    },
    ends: series.map(({ name, points }, k) => {
      const y = points.at(-1)![key];
      return { y, name: `${name}: ${written(y)}`, fill: looks[k]!.text };
    }),
  };
}

const lines = (series: readonly RecallSeries[], key: "recall" | "error", room: Frame): Panel =>
  plotPanel(
    chart(
      room,
      series.flatMap(({ points }, k) => line(points, { x: "rounds", y: key }, looks[k]!, points)),
    ),
  );

function check(series: readonly RecallSeries[]): void {
  atMost("recallCurve", "series", series.length, 3);
  for (const { name, points } of series) {
    isLine("recallCurve", name, points);
    for (const { rounds, recall, error } of points) {
      dimension("recallCurve", `rounds of “${name}”`, rounds);
      fraction("recallCurve", `recall of “${name}”`, recall);
      finite("recallCurve", `error of “${name}”`, error, { sign: "not negative" });
    }
  }
}
