import * as Plot from "@observablehq/plot";
import { bytesBinary, int } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** One model's cache against the context length. */
export interface KvGrowthSeries {
  readonly label: string;
  /** At least two, ascending in T; the last is the model's longest context. */
  readonly points: readonly { readonly T: number; readonly bytes: number }[];
}

/** The caches of some models, and the GPU they must fit. */
export interface KvGrowth {
  /** One to six models. */
  readonly series: readonly KvGrowthSeries[];
  /** A GPU's memory, drawn as a ceiling. */
  readonly gpu: { readonly label: string; readonly bytes: number };
}

const looks = [
  { colour: palette.vermilion, text: textColour.warn, dash: "none" },
  { colour: palette.blue, text: textColour.Q, dash: "9 3" },
  { colour: palette.orange, text: textColour.K, dash: "3 3" },
  { colour: palette.green, text: textColour.V, dash: "none" },
  { colour: palette.pink, text: textColour.O, dash: "9 3 2 3" },
  { colour: palette.sky, text: textColour.S, dash: "none" },
] as const;

const frame = { height: 384, marginLeft: 62, marginRight: 168, marginTop: 10, marginBottom: 46 };
const labelHeight = 17;

/** The cache of one sequence against its length, both logarithmic, up to each model's longest context. */
export function kvGrowth({ series, gpu }: KvGrowth, options: Titles = {}): Picture {
  check(series, gpu.bytes);
  const {
    title = "The cache grows with every token",
    subtitle = "One sequence, 16-bit numbers; both axes logarithmic; dots mark each model's longest context",
  } = options;
  const all = series.flatMap(({ points }) => points);
  const Ts = [Math.min(...all.map(({ T }) => T)), Math.max(...all.map(({ T }) => T))] as const;
  const least = Math.min(...all.map(({ bytes }) => bytes));
  const most = Math.max(gpu.bytes, ...all.map(({ bytes }) => bytes)) * 2;
  const tall = frame.height - frame.marginTop - frame.marginBottom;
  const px = (bytes: number) => (Math.log(most / bytes) / Math.log(most / least)) * tall;
  const lines = series.map(({ label, points }, k) => ({
    label,
    points,
    ...looks[k]!,
    end: points.at(-1)!,
    flat: points.at(-1)!.bytes === points.at(-2)!.bytes,
  }));
  // Labels of lines that reach the right edge stand beside it, pushed apart; others, in two lines, at their dot.
  const right = lines.filter(({ end }) => end.T === Ts[1]).sort((a, b) => b.end.bytes - a.end.bytes);
  const places = right.map(({ end }) => px(end.bytes));
  for (let k = 1; k < places.length; k++) places[k] = Math.max(places[k]!, places[k - 1]! + labelHeight);
  const panel = plotPanel({
    ...frame,
    width: inner,
    x: { type: "log", base: 2, domain: [...Ts], axis: null },
    y: { type: "log", base: 2, domain: [least, most], axis: null },
    marks: [
      Plot.gridY(binaryTicks(least, most), { stroke: faint, strokeOpacity: 1 }),
      Plot.axisY(binaryTicks(least, most), {
        tickSize: 0,
        label: null,
        fill: muted,
        tickFormat: (y: number) => bytesBinary(y),
      }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.text(tokenTicks(Ts), { x: (T: number) => T, frameAnchor: "bottom", dy: 16, text: int }),
      Plot.text(["tokens in the sequence, T"], {
        frameAnchor: "bottom",
        dy: 36,
        text: String,
        fill: muted,
      }),
      Plot.ruleY([gpu.bytes], { stroke: muted, strokeWidth: 1.5, strokeDasharray: "6 4" }),
      Plot.text([gpu], {
        y: "bytes",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 6,
        dy: -9,
        fill: muted,
        fontWeight: 600,
        text: ({ label, bytes }) => `${label}: ${bytesBinary(bytes, 3)}`,
      }),
      ...lines.flatMap(({ points, colour, dash, end }) => [
        Plot.line(points, { x: "T", y: "bytes", stroke: colour, strokeWidth: 2.25, strokeDasharray: dash }),
        Plot.dot([end], { x: "T", y: "bytes", r: 4, fill: colour, stroke: "white" }),
      ]),
      ...lines.map((line) => {
        const at = right.indexOf(line);
        const beside = { textAnchor: "start", dx: 10, dy: places[at]! - px(line.end.bytes) } as const;
        const atDot = { textAnchor: "start", dx: 9, dy: 1 } as const;
        return Plot.text([line.end], {
          x: "T",
          y: "bytes",
          ...(at >= 0 ? beside : atDot),
          fill: line.text,
          fontWeight: 600,
          stroke: "white",
          strokeWidth: 4,
          text: ({ bytes }) => `${line.label}${at >= 0 ? ", " : "\n"}${bytesBinary(bytes, 3)}`,
        });
      }),
    ],
  });
  const each = lines.map(
    ({ label, end, flat }) =>
      `${label} ends at ${bytesBinary(end.bytes, 3)} for ${int(end.T)} tokens${flat ? " and is flat there, because of its window" : ""}`,
  );
  const alt = `${title}. ${each.join("; ")}. The ceiling is ${gpu.label}: ${bytesBinary(gpu.bytes, 3)}.`;
  return figure({ title, subtitle, alt }, [panel]);
}

/** Every eighth of a power of two, so that the ticks read 1 MiB, 8 MiB, 64 MiB, 512 MiB, … */
function binaryTicks(least: number, most: number): number[] {
  const ticks: number[] = [];
  for (let k = 0; 8 ** k <= most; k++) if (8 ** k >= least) ticks.push(8 ** k);
  return ticks;
}

function tokenTicks([low, high]: readonly [number, number]): number[] {
  const ticks: number[] = [];
  for (let T = low; T <= high; T *= 8) ticks.push(T);
  return ticks;
}

function check(series: readonly KvGrowthSeries[], gpuBytes: number): void {
  finite("kvGrowth", "gpu.bytes", gpuBytes);
  if (series.length === 0 || series.length > looks.length)
    throw new RangeError(
      `kvGrowth: there are ${series.length} series; give one to ${looks.length}, or the lines cannot be told apart`,
    );
  for (const { label, points } of series) {
    if (points.length < 2)
      throw new RangeError(`kvGrowth: “${label}” has ${points.length} points; a line needs at least two`);
    for (const { T, bytes } of points) {
      dimension("kvGrowth", `T of “${label}”`, T);
      finite("kvGrowth", `bytes of “${label}”`, bytes);
    }
  }
}
