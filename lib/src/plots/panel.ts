import type { Drawing } from "../ink/chart.js";
import { ink, inner } from "../ink/palette.js";
import { plot } from "../ink/plot.js";
import { wrap } from "../ink/wrap.js";
import { document, type SvgElement } from "./dom.js";
import { svg } from "./svg.js";

/** A part of a figure and where it stands, in px from the upper left corner of the figure's content. */
export interface Panel {
  readonly content: SvgElement;
  readonly width: number;
  readonly height: number;
  /** Default 0. */
  readonly x?: number;
  /** Default: below the panels before it. */
  readonly y?: number;
}

/** A drawing by Observable Plot, such as a chart. All margins are given, and legends are drawn as labels. */
export function plotPanel(options: Drawing): Panel {
  const drawn = plot({ ...options, document: document as never }) as unknown as SvgElement;
  if (drawn.localName !== "svg")
    throw new TypeError("plotPanel: Plot made a legend, title or caption; label the marks directly instead");
  const parts = [...drawn.childNodes].filter((child) => child.localName !== "style");
  const content = svg("g", { "font-size": 12, "text-anchor": "middle" }, ...parts);
  return { content, width: options.width, height: options.height };
}

/** One paragraph as a panel. */
export function textPanel(
  text: string,
  { size = 12, weight = 400, fill = ink, width = inner, gap = 0 } = {},
): Panel {
  const lineHeight = Math.round(1.4 * size);
  const lines = wrap(text, size, width);
  const spans = lines.map((line, k) => svg("tspan", { x: 0, y: size + k * lineHeight }, line));
  const content = svg("text", { "font-size": size, "font-weight": weight, fill }, ...spans);
  return { content, width, height: lines.length * lineHeight + gap };
}

/** The name of the panels that follow. */
export const headingPanel = (text: string, fill?: string): Panel =>
  textPanel(text, { size: 13, weight: 600, ...(fill && { fill }) });

/** Several panels as one: each under the one before it, unless it says where it stands. */
export function stack(panels: readonly Panel[]): Panel {
  const content = svg("g");
  let [width, height] = [0, 0];
  for (const panel of panels) {
    const { x = 0, y = height } = panel;
    content.append(svg("g", { transform: `translate(${x},${y})` }, panel.content));
    width = Math.max(width, x + panel.width);
    height = Math.max(height, y + panel.height);
  }
  return { content, width, height };
}

/** Panels side by side, so many in a row; the columns are `pitch` px apart, the rows `gap` px. */
export function inRows(panels: readonly Panel[], across: number, pitch: number, gap: number): Panel {
  const rows: Panel[] = [];
  for (let first = 0; first < panels.length; first += across) {
    const row = stack(panels.slice(first, first + across).map((one, k) => ({ ...one, x: k * pitch, y: 0 })));
    rows.push({ ...row, height: row.height + (first + across < panels.length ? gap : 0) });
  }
  return stack(rows);
}
