import { setOf } from "../notebook.js";
import { blockSizes } from "./block-sizes.js";
import { causalBlocks } from "./causal-blocks.js";
import { flashForward } from "./flash-forward.js";
import { flash2Forward } from "./flash2-forward.js";
import { hbmAccesses } from "./hbm-accesses.js";
import { mergeStats } from "./merge-stats.js";
import { tellingTiles } from "./telling-tiles.js";

export const flashAttention = setOf("07-flash-attention", [
  mergeStats,
  blockSizes,
  flashForward,
  flash2Forward,
  hbmAccesses,
  causalBlocks,
  tellingTiles,
]);
