import { muted } from "../ink/palette.js";
import { document, type SvgElement } from "./dom.js";

/** Attributes of an element; undefined: left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element: svg("rect", { width: 10 }). Children may be elements or text. */
export function svg(
  name: string,
  attributes: Attributes = {},
  ...children: (SvgElement | string)[]
): SvgElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** How words are set: everything may be left out. */
export interface Type {
  /** px. Default 12. */
  readonly size?: number;
  readonly weight?: number;
  /** Default: the figure's ink. */
  readonly fill?: string;
  /** Which side stands at x. Default: the start. */
  readonly anchor?: "start" | "middle" | "end";
  /** True: y is the middle of the words, not their baseline. */
  readonly central?: boolean;
  readonly more?: Attributes;
}

/** Words at (x, y). */
export const words = (
  x: number,
  y: number,
  text: string,
  { size = 12, weight, fill, anchor, central, more }: Type = {},
): SvgElement =>
  svg(
    "text",
    {
      x,
      y,
      dy: central ? "0.35em" : undefined,
      "font-size": size,
      "font-weight": weight,
      "text-anchor": anchor,
      fill,
      ...more,
    },
    text,
  );

/** The name of a part of a figure. */
export const heading = (x: number, y: number, text: string, fill?: string): SvgElement =>
  words(x, y, text, { size: 13, weight: 600, ...(fill && { fill }) });

/** Small quiet words, such as the numbers of an axis. */
export const quiet = (x: number, y: number, text: string, type: Type = {}): SvgElement =>
  words(x, y, text, { fill: muted, ...type });

/** A rectangle. */
export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more: Attributes = {},
): SvgElement => svg("rect", { x, y, width, height, fill, ...more });

/** A line along a path. */
export const stroke = (d: string, colour: string, more: Attributes = {}): SvgElement =>
  svg("path", { d, fill: "none", stroke: colour, ...more });

/** Several elements as one. */
export const group = (...children: SvgElement[]): SvgElement => svg("g", {}, ...children);

/** Several elements as one, moved to (x, y). */
export const at = (x: number, y: number, ...children: SvgElement[]): SvgElement =>
  svg("g", { transform: `translate(${x},${y})` }, ...children);
