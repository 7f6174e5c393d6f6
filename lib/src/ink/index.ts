/** Ink: what everything visible stands on. It needs no page, no document and nothing of Node's. */
export * from "./base64.js";
export * from "./bucket-colour.js";
export * from "./escape.js";
export * from "./format.js";
export * from "./looks.js";
export * from "./markdown.js";
export * from "./palette.js";
export * from "./picture.js";
export * from "./place-labels.js";
export * from "./push-apart.js";
export * from "./rich.js";
export * from "./scale.js";
export * from "./wrap.js";
