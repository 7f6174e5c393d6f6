export { attention, type FastOptions, type FastResult, fastAttention } from "./attention.js";
export { availableBackends, type Backend, backends } from "./backend.js";
export type { FloatMatrix } from "./inputs.js";
export type { Reads } from "./key-runs.js";
export { type KeyTile, keyTiles } from "./schedule.js";
