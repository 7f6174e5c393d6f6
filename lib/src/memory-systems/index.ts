export * from "./chunk.js";
export * from "./compressive.js";
export * from "./rag.js";
export * from "./retrieve.js";
export * from "./space-and-food.js";
export * from "./top-k.js";
