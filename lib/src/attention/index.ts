export * from "./attention.js";
export { attentionBackward, type Gradients } from "./backward.js";
export * from "./cost.js";
export * from "./grouped-query.js";
export * from "./inspect.js";
export * from "./masks.js";
export * from "./mla.js";
export * from "./multi-head.js";
export * from "./online-softmax.js";
