export * from "../ink/format.js";
export * as fmt from "../ink/format.js";
export * from "../ink/rich.js";
export * from "./callout.js";
export * from "./legend.js";
export * from "./predict.js";
export * from "./show.js";
export * from "./table.js";
