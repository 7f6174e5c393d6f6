import type { SplitSoftmax } from "../attention/online-softmax.js";
import { type Axis, chart } from "../ink/chart.js";
import { columnGroups } from "../ink/columns.js";
import { fixed } from "../ink/format.js";
import { ink, matrixColour, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { type Panel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** Above this many scores the bars carry no numbers. */
const mostNumbers = 14;

/**
 * A softmax computed in parts: above, each part's f = exp(x − m) with its own maximum and sum; below, the
 * softmax of all, where each part's bars are shorter by its factor β.
 * @param split from splitSoftmax
 */
export function softmaxSplitPlot(split: SplitSoftmax, options: Titles = {}): Picture {
  const {
    title = "A softmax in parts",
    subtitle = "Each part uses its own maximum; one factor β per part repairs that",
  } = options;
  if (!Array.isArray(split?.parts))
    throw new TypeError(
      "softmaxSplitPlot: split has no parts; give it the result of splitSoftmax([part, part])",
    );
  const { m, l } = split;
  const { groups, bars } = placed(split);
  const most = Math.max(0, ...bars.map(({ p }) => p)) || 1;
  const x = { domain: [0, bars.at(-1)!.x + 1] } as const;
  const numbers = bars.length <= mostNumbers;
  const panels = [above(groups, bars, x, numbers), factors(groups, x), below(bars, x, most, numbers)];
  const detail = groups.map(
    (g) => `part ${g.k + 1} has m = ${fixed(g.m)}, ℓ = ${fixed(g.l, 3)} and β = ${fixed(g.beta, 4)}`,
  );
  return pictureOf(
    {
      title,
      subtitle,
      caption: `All together: m = ${fixed(m)} and ℓ = ${fixed(l, 3)}. The lower bars are the softmax of the whole list; they sum to 1.`,
      alt: `${title}. ${bars.length} scores in ${groups.length} parts: ${detail.join("; ")}. Together m = ${fixed(m)} and ℓ = ${fixed(l, 3)}; the largest weight is ${fixed(most, 3)}.`,
    },
    panels,
  );
}

/** One score's bars: f in its part, p in the whole. */
interface Bar {
  readonly x: number;
  readonly f: number;
  readonly p: number;
  readonly score: number;
}

type Group = SplitSoftmax["parts"][number] & { readonly k: number; readonly middle: number };

const betweenParts = 0.6;

/** Where parts and bars stand: a bar is one wide, with room between the parts. */
function placed({ parts, softmax }: SplitSoftmax): { groups: Group[]; bars: Bar[] } {
  const places = columnGroups(
    parts.map(({ f }) => f.length),
    betweenParts,
  );
  const groups = parts.map((part, k) => ({ ...part, ...places[k]!, k }));
  const bars = groups
    .flatMap(({ f, m, columns }) => columns.map((x, t) => ({ x, f: f[t]!, score: m + Math.log(f[t]!) })))
    .map((bar, i) => ({ ...bar, p: softmax[i]! }));
  return { groups, bars };
}

const sides = { left: 48, right: 2 } as const;

const rects = (bars: readonly Bar[], key: "f" | "p", fill: string): Plot.Markish =>
  Plot.rectY(bars, {
    x1: ({ x }) => x + 0.08,
    x2: ({ x }) => x + 0.92,
    y1: 0,
    y2: key,
    fill,
    stroke: ink,
    strokeWidth: 0.5,
  });

/** A number for each bar: on its top, or under its foot. */
const numbered = (bars: readonly Bar[], y: "f" | "p" | 0, text: (bar: Bar) => string): Plot.Markish =>
  Plot.text(bars, {
    x: ({ x }) => x + 0.5,
    y: y === 0 ? () => 0 : y,
    dy: y === 0 ? 12 : -7,
    text,
    fontSize: 11,
    fill: y === 0 ? muted : ink,
  });

function above(groups: readonly Group[], bars: readonly Bar[], x: Axis, numbers: boolean): Panel {
  const head = (dy: number, text: (g: Group) => string, fontWeight = 400) =>
    Plot.text(groups, { x: "middle", frameAnchor: "top", lineAnchor: "top", dy, text, fontWeight });
  const written = (f: number) => fixed(f, 1);
  const y = { domain: [0, 1], ticks: [0, 0.5, 1], written, caption: "f = exp(x − m)" } as const;
  return plotPanel(
    chart({ ...sides, height: 240, top: 82, bottom: 24, x, y }, [
      head(-62, (g) => `part ${g.k + 1}`, 600),
      head(-46, (g) => `m = ${fixed(g.m, 2)}`),
      head(-30, (g) => `ℓ = ${fixed(g.l, 3)}`),
      rects(bars, "f", palette.yellow),
      ...(numbers
        ? [
            numbered(bars, "f", (b) => fixed(b.f, 2)),
            numbered(bars, 0, (b) => fixed(b.score, 2)),
            Plot.text(["x"], { frameAnchor: "bottom-left", dx: -16, dy: 18, fill: muted, text: String }),
          ]
        : []),
    ]),
  );
}

function factors(groups: readonly Group[], x: Axis): Panel {
  const text = (g: Group) => `↓ × β = ${fixed(g.beta, 4)}`;
  const look = { fontWeight: 600, fontSize: 13, fill: textColour.warn };
  return plotPanel(
    chart({ ...sides, height: 34, top: 0, bottom: 0, x, y: { domain: [0, 1] }, bare: true }, [
      Plot.text(groups, { x: "middle", frameAnchor: "middle", text, ...look }),
    ]),
  );
}

function below(bars: readonly Bar[], x: Axis, most: number, numbers: boolean): Panel {
  const written = (p: number) => (p === 0 ? "0" : fixed(p, 2));
  const y = { domain: [0, most], ticks: [0, most], written, caption: "softmax" } as const;
  return plotPanel(
    chart({ ...sides, height: 166, top: 34, bottom: 10, x, y }, [
      rects(bars, "p", matrixColour.P),
      ...(numbers ? [numbered(bars, "p", (b) => fixed(b.p, 3))] : []),
    ]),
  );
}
