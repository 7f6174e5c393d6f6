export * from "./minilm.js";
