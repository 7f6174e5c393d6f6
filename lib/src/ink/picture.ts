import { svgUrl } from "./base64.js";
import { type Displayable, inspectCustom, jupyterDisplay, type MimeBundle } from "./displayable.js";
import { escapeHtml } from "./escape.js";
import { pageTheme } from "./night.js";

/**
 * A finished figure: one standalone SVG with a text that says what it shows.
 * In a notebook it appears as an image, light or dark like the page. JupyterLab removes <svg> from notebooks that it
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
    return imageHtml(this);
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

/**
 * An SVG as an image that follows the page's theme and shrinks with the page, but only as far as its words stay at least
 * 11 px high: on a narrower page it scrolls in a box of its own.
 */
export function imageHtml({ svg, alt, width }: Pick<Picture, "svg" | "alt" | "width">): string {
  const least = Math.ceil((width * smallestWords) / smallestSize(svg));
  return (
    `<div class="long-attention" style="max-width: 100%; overflow-x: auto">${pageTheme}` +
    `<img alt="${escapeHtml(alt)}" width="${width}" src="${svgUrl(svg)}" ` +
    `style="display: block; height: auto; max-width: 100%; min-width: ${least}px; border-radius: 8px"></div>`
  );
}

/** px: nothing in a figure is smaller on a page. */
export const smallestWords = 11;

/** The smallest words of a drawing in px, by its attributes and its styles; at least as small as they may be. */
function smallestSize(svg: string): number {
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"|font(?:-size)?:[^;{}"]*?([\d.]+)px/g)];
  return Math.max(
    smallestWords,
    Math.min(...sizes.map(([, attribute, style]) => Number(attribute ?? style))),
  );
}
