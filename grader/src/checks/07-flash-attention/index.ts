import type { ExerciseSet } from "../../engine/index.js";
import { blockSizes } from "./block-sizes.js";
import { causalBlocks } from "./causal-blocks.js";
import { flashForward } from "./flash-forward.js";
import { flash2Forward } from "./flash2-forward.js";
import { hbmAccesses } from "./hbm-accesses.js";
import { mergeStats } from "./merge-stats.js";

export const flashAttention: ExerciseSet = {
  id: "07",
  name: "07-flash-attention",
  title: "FlashAttention, tile by tile",
  exercises: [mergeStats, blockSizes, flashForward, flash2Forward, hbmAccesses, causalBlocks],
};
