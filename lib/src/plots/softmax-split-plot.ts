import * as Plot from "@observablehq/plot";
import type { SplitSoftmax } from "../attention/online-softmax.js";
import { fixed } from "../ink/format.js";
import { faint, ink, inner, matrixColour, muted, palette, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { figure, plotPanel, type Titles } from "./svg.js";

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
  const { parts, softmax, m, l } = split;
  const bars: Bar[] = [];
  let at = 0;
  const groups = parts.map((part, k) => {
    const from = at;
    for (const f of part.f) bars.push({ x: at++, f, p: softmax[bars.length]!, score: part.m + Math.log(f) });
    at += 0.6;
    return { ...part, k, from, to: at - 0.6, middle: (from + at - 0.6) / 2 };
  });
  const numbers = bars.length <= mostNumbers;
  const frame = {
    width: inner,
    marginLeft: 44,
    marginRight: 2,
    x: { domain: [0, at - 0.6], axis: null },
  } as const;
  const bar = { x1: (b: Bar) => b.x + 0.08, x2: (b: Bar) => b.x + 0.92, y1: 0 };
  const centre = (b: Bar) => b.x + 0.5;
  const yAxis = { tickSize: 0, fontSize: 11, fill: muted } as const;
  const head = { x: "middle", frameAnchor: "top", fontSize: 12 } as const;

  const above = plotPanel({
    ...frame,
    height: 224,
    marginTop: 66,
    marginBottom: 24,
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.text(groups, {
        ...head,
        dy: -66,
        text: (g) => `part ${g.k + 1}`,
        fontWeight: 600,
        lineAnchor: "top",
      }),
      Plot.text(groups, { ...head, dy: -50, lineAnchor: "top", text: (g) => `m = ${fixed(g.m, 2)}` }),
      Plot.text(groups, { ...head, dy: -34, lineAnchor: "top", text: (g) => `ℓ = ${fixed(g.l, 3)}` }),
      Plot.gridY([0, 0.5, 1], { stroke: faint, strokeOpacity: 1 }),
      Plot.axisY([0, 0.5, 1], { ...yAxis, label: null }),
      Plot.text(["f = exp(x − m)"], { frameAnchor: "left", rotate: -90, dx: -38, fill: muted, text: String }),
      Plot.rectY(bars, { ...bar, y2: "f", fill: palette.yellow, stroke: ink, strokeWidth: 0.5 }),
      Plot.ruleY([0], { stroke: rule }),
      ...(numbers
        ? [
            Plot.text(bars, { x: centre, y: "f", dy: -7, text: (b) => fixed(b.f, 2), fontSize: 11 }),
            Plot.text(bars, {
              x: centre,
              y: 0,
              dy: 12,
              text: (b) => fixed(b.score, 2),
              fontSize: 11,
              fill: muted,
            }),
            Plot.text(["x"], { frameAnchor: "bottom-left", dx: -16, dy: 18, fill: muted, text: String }),
          ]
        : []),
    ],
  });

  const factors = plotPanel({
    ...frame,
    height: 34,
    marginTop: 0,
    marginBottom: 0,
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.text(groups, {
        x: "middle",
        frameAnchor: "middle",
        text: (g) => `↓ × β = ${fixed(g.beta, 4)}`,
        fontWeight: 600,
        fontSize: 13,
        fill: textColour.warn,
      }),
    ],
  });

  const most = bars.reduce((top, b) => Math.max(top, b.p), 0) || 1;
  const below = plotPanel({
    ...frame,
    height: 150,
    marginTop: 18,
    marginBottom: 10,
    y: { domain: [0, most], axis: null },
    marks: [
      Plot.text(["softmax"], { frameAnchor: "left", rotate: -90, dx: -38, fill: muted, text: String }),
      Plot.axisY([0, most], { ...yAxis, label: null, tickFormat: (y) => (y === 0 ? "0" : fixed(y, 2)) }),
      Plot.gridY([0, most], { stroke: faint, strokeOpacity: 1 }),
      Plot.rectY(bars, { ...bar, y2: "p", fill: matrixColour.P, stroke: ink, strokeWidth: 0.5 }),
      Plot.ruleY([0], { stroke: rule }),
      ...(numbers
        ? [Plot.text(bars, { x: centre, y: "p", dy: -7, text: (b) => fixed(b.p, 3), fontSize: 11 })]
        : []),
    ],
  });

  const detail = groups.map(
    (g) => `part ${g.k + 1} has m = ${fixed(g.m)}, ℓ = ${fixed(g.l, 3)} and β = ${fixed(g.beta, 4)}`,
  );
  return figure(
    {
      title,
      subtitle,
      caption: `All together: m = ${fixed(m)} and ℓ = ${fixed(l, 3)}. The lower bars are the softmax of the whole list; they sum to 1.`,
      alt: `${title}. ${bars.length} scores in ${parts.length} parts: ${detail.join("; ")}. Together m = ${fixed(m)} and ℓ = ${fixed(l, 3)}; the largest weight is ${fixed(most, 3)}.`,
    },
    [above, factors, below],
  );
}

interface Bar {
  readonly x: number;
  readonly f: number;
  readonly p: number;
  readonly score: number;
}
