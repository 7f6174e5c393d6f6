export * from "./attention/index.js";
export * from "./tensor/index.js";
