import type { SvgDocument } from "./dom.js";

/** A worker has no document. What only computes may load the figures there; drawing one is refused. */
function refused(): never {
  throw new Error(
    "plots: there is no document to draw in, as in a worker; draw the figure on the page itself",
  );
}

/** Where no figure can be drawn. Plot begins with the root element, and marks with an element of their own. */
const nowhere: SvgDocument = {
  get documentElement() {
    return refused();
  },
  createElement: refused,
  createElementNS: refused,
};

/** Stands in for dom.ts in a browser: figures are drawn in the page's own document. */
export const document = (globalThis as unknown as { document?: SvgDocument }).document ?? nowhere;
