export * from "./compare.js";
export * from "./fixtures.js";
export * from "./matmul.js";
export * from "./matrix.js";
export * from "./random.js";
export * from "./softmax.js";
