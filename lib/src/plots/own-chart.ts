/** What Observable Plot draws for a reader in a cell: a notebook can show it. */
import { type Displayable, jupyterDisplay, type MimeBundle } from "../ink/displayable.js";
import { byNight, night, pageTheme } from "../ink/night.js";
import { ink, paper } from "../ink/palette.js";
import { Picture } from "../ink/picture.js";
import { document, type SvgElement } from "./dom.js";

export { document } from "./dom.js";

const coloured = (words: string, ground: string) =>
  `svg{color:${words};background:${ground};--plot-background:${ground}}`;

/** Readers' charts are drawn in currentColor: it and the ground follow the page. */
const pageLike = `${coloured(ink, paper)}${byNight}{${coloured(night.ink, night.paper)}}`;

interface Drawn extends SvgElement {
  readonly outerHTML: string;
}

const shown: Displayable & ThisType<Drawn> = {
  [jupyterDisplay](): MimeBundle {
    const alt = sayWhatIsDrawn(this);
    if (this.localName === "svg") {
      const [width, height] = ["width", "height"].map((name) => Number(this.getAttribute(name)));
      const spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
      const svg = this.outerHTML.replace(/^<svg([^>]*)>/, `<svg ${spaces}$1><style>${pageLike}</style>`);
      return new Picture(svg, alt, width!, height!)[jupyterDisplay]();
    }
    // A legend or a title makes it a figure of several elements.
    const card =
      "display: inline-block; max-width: 100%; padding: 0 8px; background: Canvas; color: CanvasText; border-radius: 8px";
    const html = `<div class="long-attention" style="${card}">${pageTheme}${this.outerHTML}</div>`;
    return { "text/html": html, "text/plain": alt };
  },
};
// Every element of this document is one, and there is no other class of its by name.
Object.defineProperties(
  prototypeWith(document.documentElement, "outerHTML"),
  Object.getOwnPropertyDescriptors(shown),
);

function prototypeWith(element: unknown, key: string): object {
  for (let one = element as object; ; one = Object.getPrototypeOf(one))
    if (Object.hasOwn(one, key)) return one;
}

/** `ariaLabel` where the chart has one, else the kinds of its marks. */
function sayWhatIsDrawn(root: SvgElement): string {
  const label = root.getAttribute("aria-label");
  if (label) return label;
  const marks = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeType !== 1) continue;
    const name = node.localName === "g" ? node.getAttribute("aria-label") : undefined;
    if (name && !/axis|grid|frame/.test(name)) marks.add(name);
    open.push(...[...node.childNodes].reverse());
  }
  return `Chart of ${marks.size === 0 ? "no marks" : [...marks].join(", ")}`;
}
