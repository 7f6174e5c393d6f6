import * as Plot from "@observablehq/plot";
import { attentionFlops, scoreMatrixBytes } from "../attention/cost.js";
import { A100_80GB } from "../gpu/devices.js";
import { bytes, int, si } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension } from "../tensor/check.js";
import { figure, type Panel, plotPanel, type Titles, textPanel } from "./svg.js";

/** The lengths whose cost is drawn. */
export interface CostCurve {
  /** Head dimension. */
  readonly d: number;
  /** Context lengths in tokens, at least two. */
  readonly Ts: readonly number[];
}

/**
 * What one attention head costs against the context length, on logarithmic axes: FLOPs of the two matrix
 * products, and bytes of the fp16 score matrix. Dashed lines say what an A100 has to offer.
 */
export function costCurve({ d, Ts }: CostCurve, options: Titles = {}): Picture {
  dimension("costCurve", "d", d);
  for (const T of Ts) dimension("costCurve", "each of Ts", T);
  const lengths = [...new Set(Ts)].sort((a, b) => a - b);
  if (lengths.length < 2)
    throw new RangeError("costCurve: Ts needs at least two different context lengths; one gives no curve");
  const {
    title = "The wall: cost grows with the square of the context",
    subtitle = `One head of d = ${d}, full attention; both axes logarithmic`,
  } = options;
  const peak = A100_80GB.peakFlopsPerSecond.fp16!;
  const memory = A100_80GB.hbmBytes!;
  const panels = [
    curve({
      name: "FLOPs of QKᵀ and PV",
      points: lengths.map((T) => ({ T, y: attentionFlops(T, d) })),
      written: (y) => si(y, "FLOP"),
      limit: { y: peak, text: `one second of an A100: ${si(peak, "FLOP")}` },
      colour: palette.blue,
      text: textColour.Q,
    }),
    curve({
      name: "Bytes of the score matrix, fp16",
      points: lengths.map((T) => ({ T, y: scoreMatrixBytes(T) })),
      written: (y) => bytes(y),
      limit: { y: memory, text: `all the memory of an A100: ${bytes(memory)}` },
      colour: palette.vermilion,
      text: textColour.warn,
      ticks: true,
    }),
  ];
  const [first, last] = [lengths[0]!, lengths.at(-1)!];
  const alt =
    `${title}. For one head of d = ${d}: at ${int(first)} tokens ${si(attentionFlops(first, d), "FLOP")} and ${bytes(scoreMatrixBytes(first))} of scores, ` +
    `at ${int(last)} tokens ${si(attentionFlops(last, d), "FLOP")} and ${bytes(scoreMatrixBytes(last))}. Both lines are straight with slope 2.`;
  return figure({ title, subtitle, alt }, panels.flat());
}

interface Curve {
  readonly name: string;
  readonly points: readonly { readonly T: number; readonly y: number }[];
  readonly written: (y: number) => string;
  readonly limit: { readonly y: number; readonly text: string };
  readonly colour: string;
  readonly text: string;
  readonly ticks?: boolean;
}

function curve({ name, points, written, limit, colour, text, ticks = false }: Curve): Panel[] {
  const [low, high] = [points[0]!, points.at(-1)!];
  const showLimit = limit.y > low.y && limit.y < 10 * high.y;
  const domain = [low.y / 12, Math.max(high.y, showLimit ? limit.y : 0) * 8];
  const [marginLeft, marginRight] = [28, 76];
  const span = Math.log(high.T / low.T);
  const px = (T: number) => (Math.log(T / low.T) / span) * (inner - marginLeft - marginRight);
  const labelled = spread(points, ({ T }) => px(T), 74);
  return [
    textPanel(name, { size: 13, weight: 600, fill: text }),
    plotPanel({
      width: inner,
      height: ticks ? 232 : 198,
      marginLeft,
      marginRight,
      marginTop: 8,
      marginBottom: ticks ? 46 : 14,
      x: { type: "log", domain: [low.T, high.T], axis: null },
      y: { type: "log", domain, axis: null },
      marks: [
        Plot.ruleX(points, { x: "T", stroke: faint }),
        Plot.frame({ anchor: "bottom", stroke: muted }),
        ...(showLimit
          ? [
              Plot.ruleY([limit.y], { stroke: muted, strokeDasharray: "5 4" }),
              Plot.text([limit], {
                y: "y",
                frameAnchor: "left",
                dx: 6,
                dy: -8,
                textAnchor: "start",
                text: "text",
                fill: muted,
              }),
            ]
          : []),
        Plot.line(points, { x: "T", y: "y", stroke: colour, strokeWidth: 2 }),
        Plot.dot(points, { x: "T", y: "y", r: 4, fill: colour, stroke: "white" }),
        Plot.text(labelled, {
          x: "T",
          y: "y",
          text: ({ y }) => written(y),
          textAnchor: "start",
          dx: 8,
          dy: 9,
          fill: ink,
          stroke: "white",
          strokeWidth: 4,
        }),
        ...(ticks
          ? [
              Plot.text(labelled, {
                x: "T",
                frameAnchor: "bottom",
                dy: 16,
                text: ({ T }) => int(T),
                fill: ink,
              }),
              Plot.text(["context length T in tokens"], {
                frameAnchor: "bottom",
                dy: 36,
                text: String,
                fill: muted,
              }),
            ]
          : []),
      ] as Plot.Markish[],
    }),
  ];
}

/** The points that are at least `apart` px from the one before, so that their labels do not touch. */
function spread<T>(points: readonly T[], at: (point: T) => number, apart: number): T[] {
  const kept: T[] = [];
  for (const point of points)
    if (kept.length === 0 || at(point) - at(kept.at(-1)!) >= apart) kept.push(point);
  return kept;
}
