export * from "./attention-map.js";
export * from "./format.js";
export * from "./head-maps.js";
export * from "./picture.js";
export * from "./score-map.js";
