export { proseHtml, proseText, tame } from "../text/prose.js";
export type { Block, Cell, CheckLine, Grid, Named, Shown, State } from "./blocks.js";
export { feedback, firstFailure, type Setting, stateOf } from "./feedback.js";
export { asHtml } from "./html.js";
export { asText, type Paint, signs, wrapped } from "./text.js";
