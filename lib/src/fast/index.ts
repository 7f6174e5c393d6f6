export { attention, type FastOptions, type FastResult, fastAttention } from "./attention.js";
export { availableBackends, type Backend, backends, type TiledBackend } from "./backend.js";
export { FastCache, type FastCacheOptions } from "./cache.js";
export type { Decoded } from "./cache-rows.js";
export { type FastHeadsOptions, type FastHeadsResult, fastHeads } from "./heads.js";
export type { FloatMatrix } from "./inputs.js";
export type { Reads } from "./key-runs.js";
export { type KeyTile, keyTiles } from "./schedule.js";
