import { alike, chart, type Frame } from "../ink/chart.js";
import { fixed, int, percent } from "../ink/format.js";
import { look } from "../ink/looks.js";
import { muted } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { log, multiples, samples } from "../ink/scale.js";
import { type DsaSizes, dsaCost, dsaLimits } from "../select/dsa-cost.js";
import { differentLengths } from "./check.js";
import { limit, line, turn } from "./marks.js";
import { headingPanel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** One layer's sizes, and the lengths between which it is drawn. */
export interface SelectionGain {
  readonly sizes: DsaSizes;
  readonly Ts: readonly [number, number];
}

/** How many times as fast a decode step gets by selecting, in multiply-adds and in bytes, and what the indexer takes of it. */
export function selectionGain({ sizes, Ts }: SelectionGain, options: Titles = {}): Picture {
  const [first, last] = differentLengths("selectionGain", Ts) as [number, number];
  const points = samples(log([first, last]), 121).map((T) => {
    const { dense, selecting, indexShare } = dsaCost(Math.round(T), sizes);
    return {
      T: Math.round(T),
      macs: dense.macs / selecting.macs,
      bytes: dense.bytes / selecting.bytes,
      share: indexShare,
    };
  });
  const limits = dsaLimits(sizes);
  const ends = points.at(-1)!;
  const { title = "Is it faster?" } = options;
  const { subtitle = "A decode step of one layer, dense against selecting; lengths logarithmic" } = options;
  const x = { type: "log", domain: [first, last] } as const;
  const ticks = multiples([first, last], 4);
  const times = (y: number) => `${fixed(y, y < 10 ? 2 : 1)}×`;
  const gain: Frame = {
    height: 250,
    x,
    y: { domain: [0, limits.macs.limit * 1.1], ticks: [1, 5, 10, 15], written: (y) => `${y}×` },
    ends: [
      { y: ends.macs, name: "multiply-adds", value: times(ends.macs), fill: look.blue.text },
      { y: ends.bytes, name: "bytes", value: times(ends.bytes), fill: look.vermilion.text },
    ],
  };
  const share: Frame = {
    height: 170,
    x: { ...x, ticks, written: int, caption: "tokens T" },
    y: { domain: [0, 1], ticks: [0, 0.5, 1], written: (y) => percent(y) },
    ends: [{ y: ends.share, name: "the indexer", value: percent(ends.share), fill: look.pink.text }],
  };
  const margins = alike([gain, share]);
  const panels = [
    headingPanel("how many times as fast"),
    plotPanel(
      chart({ ...gain, ...margins }, [
        ...limit(limits.macs.limit, `never more than ${int(limits.macs.limit)}×`),
        ...limit(limits.bytes.limit, `never more than ${times(limits.bytes.limit)} in bytes`),
        Plot.ruleY([1], { stroke: muted }),
        ...turn(
          limits.macs.breakEven,
          `even at ${int(Math.round(limits.macs.breakEven))} tokens, in bytes at ${int(Math.ceil(limits.bytes.breakEven))}`,
          { dy: 44 },
        ),
        ...line(points, { x: "T", y: "macs" }, look.blue),
        ...line(points, { x: "T", y: "bytes" }, look.vermilion),
      ]),
    ),
    headingPanel("the indexer’s share of the multiply-adds"),
    plotPanel(chart({ ...share, ...margins }, line(points, { x: "T", y: "share" }, look.pink))),
  ];
  const start = points[0]!;
  const alt = `${title}. At ${int(start.T)} tokens ${times(start.macs)} in multiply-adds and ${times(start.bytes)} in bytes, at ${int(ends.T)} ${times(ends.macs)} and ${times(ends.bytes)}; the indexer's share grows from ${percent(start.share, 1)} to ${percent(ends.share, 1)}.`;
  return pictureOf({ title, subtitle, alt }, panels);
}
