export * from "./checks/index.js";
export * from "./engine/index.js";
export type { Hbm, HbmName, Tile } from "./guest/index.js";
