export { proseHtml, proseText } from "../text/prose.js";
export type { Block, State } from "./blocks.js";
export { asHtml } from "./cell.js";
export { feedback, firstFailure, type Setting, stateOf } from "./feedback.js";
export { asText, type Paint, signs, wrapped } from "./text.js";
