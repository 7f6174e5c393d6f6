import type { PlotOptions } from "@observablehq/plot";
import { plot } from "@observablehq/plot";
import { escapeHtml } from "../ink/escape.js";
import { fontFamily, ink, inner, margin, muted, palette, paper } from "../ink/palette.js";
import { Picture } from "../ink/picture.js";
import { wrap } from "../ink/wrap.js";
import { document, type SvgElement, svg } from "./dom.js";

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

export interface FigureText {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** Small print under the drawing. */
  readonly caption?: string | undefined;
  /** What a reader who cannot see the figure should know, numbers included. */
  readonly alt: string;
}

/** Titles that a caller of a figure may replace. */
export interface Titles {
  readonly title?: string;
  readonly subtitle?: string;
}

/** A drawing by Observable Plot. Give `width`, `height` and all four margins; legends are drawn as labels. */
export function plotPanel(options: PlotOptions & { width: number; height: number }): Panel {
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

/** A figure is as wide as its content, but leaves its title some room. */
const narrowest = 400;

/** Title, subtitle, panels and caption as one standalone SVG. The same input gives the same bytes. */
export function figure(text: FigureText, panels: readonly Panel[]): Picture {
  const body = stack(panels);
  const room = { width: Math.ceil(Math.max(body.width, narrowest - 2 * margin)) };
  const width = room.width + 2 * margin;
  const { title, subtitle, caption, alt } = text;
  const head = [textPanel(title, { ...room, size: 17, weight: 600, gap: subtitle ? 0 : 8 })];
  if (subtitle) head.push(textPanel(subtitle, { ...room, size: 13, fill: muted, gap: 8 }));
  const foot = caption ? [textPanel(caption, { ...room, size: 12, fill: muted })] : [];
  const all = stack([...head, { ...body, height: body.height + (caption ? 8 : 0) }, ...foot]);
  const height = Math.ceil(all.height + 2 * margin);
  const root = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      "xmlns:xlink": "http://www.w3.org/1999/xlink",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": fontFamily,
      color: ink,
      fill: ink,
      role: "img",
    },
    svg("title", {}, alt),
    patterns(),
    svg("rect", { width, height, rx: 8, fill: paper }),
    svg("g", { transform: `translate(${margin},${margin})` }, all.content),
  );
  return new Picture(serialise(root), alt, width, height);
}

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

/** Fill for what is masked, skipped or not stored: stripes, so that it does not rely on colour. */
export const hatched = "url(#hatch)";
/** Fill for what is written, where plain areas are read. */
export const striped = "url(#stripes)";

const pattern = (id: string, ground: string, line: string, thickness: number) =>
  svg(
    "pattern",
    { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: 6, height: 6, fill: ground }),
    svg("rect", { width: thickness, height: 6, fill: line }),
  );

const patterns = () =>
  svg(
    "defs",
    {},
    pattern("hatch", "#f4f5f7", "#c3c9d2", 1.5),
    pattern("stripes", "#fbe3d3", palette.vermilion, 2.5),
  );

const named = new Set(["hatch", "stripes"]);
const verbatim = new Set(["href", "xlink:href", "aria-label", "font-family", "class", "id"]);

/** Markup with ids numbered in their order, decimals rounded to hundredths and no classes. */
function serialise(root: SvgElement): string {
  const ids = new Map<string, string>();
  const rename = (id: string) => {
    if (!ids.has(id)) ids.set(id, named.has(id) ? id : `i${ids.size}`);
    return ids.get(id)!;
  };
  const value = (name: string, text: string): string => {
    if (name === "id") return rename(text);
    if (verbatim.has(name)) return text.replace(/^#(.+)$/, (_, id) => `#${rename(id)}`);
    if (text.startsWith("url(#")) return `url(#${rename(text.slice(5, -1))})`;
    return text.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (n) => String(Number(Number(n).toFixed(2))));
  };
  const write = (node: SvgElement): string => {
    if (node.nodeType === 3) return subscripts(escapeHtml(printable(node.textContent)));
    const attributes = [...node.attributes]
      .filter(({ name }) => name !== "class")
      .map(({ name, value: text }) => ` ${name}="${escapeHtml(value(name, text))}"`)
      .join("");
    if (node.localName === "title") return `<title>${escapeHtml(printable(node.textContent))}</title>`;
    const inside = [...node.childNodes].map(write).join("");
    const open = `<${node.localName}${attributes}`;
    return inside === "" ? `${open}/>` : `${open}>${inside}</${node.localName}>`;
  };
  return write(root);
}

/** B_c with its c lowered, and what follows back on the line. */
function subscripts(text: string): string {
  const [first, ...rest] = text.split(/\b([A-Za-z])_([a-z]{1,2})\b/);
  let line = first!;
  for (let k = 0; k < rest.length; k += 3) {
    const [letter, index, after] = rest.slice(k, k + 3);
    line += `${letter}<tspan dy="0.24em" font-size="0.75em">${index}</tspan>`;
    if (after) line += `<tspan dy="-0.18em">${after}</tspan>`;
  }
  return line;
}

/** XML has no way to write most control characters. */
const printable = (text: string): string =>
  Array.from(text, (c) => (c < " " && !"\t\n\r".includes(c) ? "\uFFFD" : c)).join("");
