export * from "./attention-map.js";
export * from "./format.js";
export * from "./picture.js";
