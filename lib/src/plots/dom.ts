/** A document for Observable Plot where there is no page: linkedom's, with a canvas that encodes PNG. */
import { parseHTML } from "linkedom/worker";
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

/** The part of a document that figures use. */
export interface SvgDocument {
  readonly documentElement: unknown;
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

const page = parseHTML("<!doctype html><html><head></head><body></body></html>") as unknown as {
  document: SvgDocument;
};

/** The document that figures are drawn in. */
export const document = page.document;

const createElement = document.createElement.bind(document);
document.createElement = (name, options) =>
  name.toLowerCase() === "canvas" ? new PngCanvas() : createElement(name, options);
