export type { Hbm, HbmName, Tile } from "./hbm.js";
export { type Driver, type Invoked, invoke, type Step } from "./invoke.js";
export type { HostCall } from "./ports.js";
export { pack, Unsupported, unpack } from "./wire.js";
