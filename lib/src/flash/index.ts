export { type BackwardOptions, flashBackward } from "./backward.js";
export { type BetaBlock, betaBlocks } from "./beta-blocks.js";
export { type BlockSizes, blockCount, blockSizes, sramElements } from "./blocks.js";
export { causalBlocks, type TileKind } from "./causal.js";
export * from "./flash-attention.js";
export type { FlashInputs, FlashSettings } from "./inputs.js";
export * from "./theorem.js";
export * from "./trace.js";
export * from "./traffic.js";
