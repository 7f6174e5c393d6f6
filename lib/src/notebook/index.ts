export * from "../plots/format.js";
export * as fmt from "../plots/format.js";
export * from "./callout.js";
export * from "./predict.js";
export * from "./rich.js";
export * from "./show.js";
export * from "./table.js";
