import { nightRules } from "../ink/night.js";
import { fontFamily, ink, margin, muted, paper } from "../ink/palette.js";
import { Picture } from "../ink/picture.js";
import { type Panel, stack, textPanel } from "./panel.js";
import { serialise } from "./serialise.js";
import { patternIds, patterns } from "./stripes.js";
import { svg } from "./svg.js";

/** Titles that a caller of a figure may replace. */
export interface Titles {
  readonly title?: string;
  readonly subtitle?: string;
}

/** The words around a drawing. */
export interface PictureText {
  readonly title: string;
  readonly subtitle?: string | undefined;
  /** Small print under the drawing. */
  readonly caption?: string | undefined;
  /** What a reader who cannot see the figure should know, numbers included. */
  readonly alt: string;
}

/** A picture is as wide as its content, but leaves its title some room. */
const narrowest = 400;

/** Title, subtitle, panels and caption as one standalone SVG. The same input gives the same bytes. */
export function pictureOf(text: PictureText, panels: readonly Panel[]): Picture {
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
  const drawn = serialise(root, patternIds);
  const rules = nightRules(drawn);
  return new Picture(drawn.replace("</title>", `</title><style>${rules}</style>`), alt, width, height);
}
