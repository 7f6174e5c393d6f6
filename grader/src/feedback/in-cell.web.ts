/** Stands in for in-cell.ts in a browser: a page has buttons for what a notebook asks in a cell. */
import type { inCell as inNotebook } from "./in-cell.js";

export const inCell: typeof inNotebook = {
  check: () => "the button *Check*",
  hint: () => "the button *Hint*",
  reference: () => "the button *Our answer*",
  afterWriting: "press *Check* again",
};
