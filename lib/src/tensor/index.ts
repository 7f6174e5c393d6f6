export * from "./compare.js";
export * from "./elementwise.js";
export * from "./fixtures.js";
export * from "./matmul.js";
export * from "./matrix.js";
export * from "./random.js";
export * from "./side-by-side.js";
export * from "./softmax.js";
