import * as Plot from "@observablehq/plot";
import { int, power10 } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** How many pairs one pattern has, length by length. */
export interface NnzSeries {
  readonly label: string;
  /** At least two, ascending in T, with the exact number of pairs. */
  readonly points: readonly { readonly T: number; readonly nnz: number }[];
}

const looks = [
  { colour: ink, text: ink, dash: "2 3" },
  { colour: palette.vermilion, text: textColour.warn, dash: "none" },
  { colour: palette.orange, text: textColour.K, dash: "9 3" },
  { colour: palette.green, text: textColour.V, dash: "none" },
  { colour: palette.pink, text: textColour.O, dash: "9 3 2 3" },
  { colour: palette.blue, text: textColour.Q, dash: "none" },
] as const;

const frame = { height: 380, marginLeft: 48, marginRight: 176, marginTop: 10, marginBottom: 46 };
const labelHeight = 18;

/** The pairs of each pattern against the length, both logarithmic: parallel lines grow alike. */
export function nnzCurve(series: readonly NnzSeries[], options: Titles = {}): Picture {
  check(series);
  const { title = "How many pairs are read" } = options;
  const {
    subtitle = "Exact counts, nnz; both axes logarithmic. Steep lines are quadratic, flat ones linear",
  } = options;
  const all = series.flatMap(({ points }) => points);
  const Ts = [Math.min(...all.map(({ T }) => T)), Math.max(...all.map(({ T }) => T))] as const;
  const [least, most] = [Math.min(...all.map(({ nnz }) => nnz)), Math.max(...all.map(({ nnz }) => nnz))];
  const tall = frame.height - frame.marginTop - frame.marginBottom;
  const px = (nnz: number) => (Math.log(most / nnz) / Math.log(most / least)) * tall;
  const lines = series
    .map(({ label, points }, k) => ({ label, points, ...looks[k]!, end: points.at(-1)! }))
    .sort((a, b) => b.end.nnz - a.end.nnz);
  const places = lines.map(({ end }) => px(end.nnz));
  for (let k = 1; k < places.length; k++) places[k] = Math.max(places[k]!, places[k - 1]! + labelHeight);
  const tens = Array.from({ length: 16 }, (_, k) => k).filter((k) => 10 ** k >= least && 10 ** k <= most);
  const panel = plotPanel({
    ...frame,
    width: inner,
    x: { type: "log", domain: [...Ts], axis: null },
    y: { type: "log", domain: [least, most], axis: null },
    marks: [
      Plot.gridY(
        tens.map((k) => 10 ** k),
        { stroke: faint, strokeOpacity: 1 },
      ),
      Plot.text(tens, {
        x: Ts[0],
        y: (k: number) => 10 ** k,
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: (k: number) => power10(k),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(everyEighth(Ts), { x: (T: number) => T, frameAnchor: "bottom", dy: 16, text: int }),
      Plot.text(["tokens, T"], { frameAnchor: "bottom", dy: 36, text: String, fill: muted }),
      ...lines.map(({ points, colour, dash }) =>
        Plot.line(points, { x: "T", y: "nnz", stroke: colour, strokeWidth: 2.25, strokeDasharray: dash }),
      ),
      ...lines.map(({ label, end, text }, k) =>
        Plot.text([end], {
          x: "T",
          y: "nnz",
          dx: 8,
          dy: places[k]! - px(end.nnz),
          textAnchor: "start",
          fill: text,
          fontWeight: 600,
          text: () => label,
        }),
      ),
    ],
  });
  const each = lines.map(({ label, end }) => `${label} ${int(end.nnz)}`);
  const alt = `${title}. At T = ${int(Ts[1])}: ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}

function everyEighth([low, high]: readonly [number, number]): number[] {
  const ticks: number[] = [];
  for (let T = low; T <= high; T *= 8) ticks.push(T);
  return ticks;
}

function check(series: readonly NnzSeries[]): void {
  if (series.length === 0 || series.length > looks.length)
    throw new RangeError(`nnzCurve: there are ${series.length} series; give one to ${looks.length}`);
  for (const { label, points } of series) {
    if (points.length < 2)
      throw new RangeError(`nnzCurve: “${label}” has ${points.length} points; a line needs at least two`);
    for (const { T, nnz } of points) {
      dimension("nnzCurve", `T of “${label}”`, T);
      finite("nnzCurve", `nnz of “${label}”`, nnz);
    }
  }
}
