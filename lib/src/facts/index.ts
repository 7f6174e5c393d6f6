export * from "./claims.js";
export * from "./doubling.js";
export * from "./minilm.js";
export * from "./models.js";
export * from "./parse-context.js";
export * from "./sources.js";
export * from "./tables.js";
export type * from "./types.js";
