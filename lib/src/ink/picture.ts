import { base64 } from "./base64.js";
import { escapeHtml } from "./escape.js";

/** The symbol by which a notebook kernel asks a value how it wants to be shown. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");
/** util.inspect.custom: how Node, and a kernel that knows no rich outputs, prints a value. */
export const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** One output in several media types, such as text/html and text/plain. */
export type MimeBundle = Readonly<Record<string, string>>;

/** Anything that a notebook can show. */
export interface Displayable {
  /** The output in every medium it has. */
  [jupyterDisplay](): MimeBundle;
}

/**
 * A finished figure: one standalone SVG with a text that says what it shows.
 * In a notebook it appears as an image on a white card. JupyterLab removes <svg> from notebooks that it
 * does not trust yet, but keeps images.
 */
export class Picture implements Displayable {
  /**
   * @param svg a whole SVG document
   * @param alt what the figure shows, with its main numbers
   * @param width px  @param height px
   */
  constructor(
    readonly svg: string,
    readonly alt: string,
    readonly width: number,
    readonly height: number,
  ) {
    if (!svg.startsWith("<svg"))
      throw new TypeError("Picture: svg must be an SVG document that starts with <svg");
    if (alt.trim() === "")
      throw new TypeError("Picture: alt is empty; say in a sentence what the figure shows");
  }

  /** An <img> that carries the whole SVG. */
  get html(): string {
    const source = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(this.svg))}`;
    return (
      `<div style="display: inline-block; max-width: 100%; background: #fff; border-radius: 8px">` +
      `<img alt="${escapeHtml(this.alt)}" width="${this.width}" src="${source}" style="max-width: 100%"></div>`
    );
  }

  /** What a notebook shows. */
  [jupyterDisplay](): MimeBundle {
    return { "text/html": this.html, "text/plain": this.alt };
  }

  /** What a terminal shows: the sentence. */
  [inspectCustom](): string {
    return this.alt;
  }
}
