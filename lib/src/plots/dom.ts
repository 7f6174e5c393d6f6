/** A document for Observable Plot outside the browser: linkedom's, with a canvas that encodes PNG. */
import { parseHTML } from "linkedom";
import { png } from "../ink/png.js";

/** The part of a DOM element that figures use; the library is compiled without the browser's types. */
export interface SvgElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly childNodes: Iterable<SvgElement>;
  textContent: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  append(...children: unknown[]): void;
}

interface SvgDocument {
  createElement(name: string, options?: unknown): unknown;
  createElementNS(namespace: string, name: string): SvgElement;
}

/** What Plot.raster asks of a canvas: pixels in, a PNG data URI out. */
class PngCanvas {
  width = 1;
  height = 1;
  #pixels: Uint8ClampedArray = new Uint8ClampedArray(4);

  getContext(): PngCanvas {
    return this;
  }

  createImageData(width: number, height: number) {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData(image: { data: Uint8ClampedArray }): void {
    this.#pixels = image.data;
  }

  toDataURL(): string {
    return png({ width: this.width, height: this.height, data: this.#pixels });
  }
}

const window = parseHTML("<!doctype html><html><head></head><body></body></html>") as unknown as {
  document: SvgDocument;
};

/** The document that Plot draws in. */
export const document = window.document;

const createElement = document.createElement.bind(document);
document.createElement = (name, options) =>
  name.toLowerCase() === "canvas" ? new PngCanvas() : createElement(name, options);

/** An SVG element: svg("rect", { width: 10 }). Children may be elements or text. */
export function svg(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: (SvgElement | string)[]
): SvgElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}
