import type { SvgDocument } from "./dom.js";

/** Stands in for dom.ts in a browser: figures are drawn in the page's own document. */
export const document = (globalThis as unknown as { document: SvgDocument }).document;
