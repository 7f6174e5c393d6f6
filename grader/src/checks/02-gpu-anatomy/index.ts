import { setOf } from "../notebook.js";
import { attentionGrid } from "./attention-grid.js";
import { peakTflops } from "./peak-tflops.js";
import { residentBlocks } from "./resident-blocks.js";
import { tiledMatmul } from "./tiled-matmul.js";
import { waves } from "./waves.js";

export const gpuAnatomy = setOf("02-gpu-anatomy", [
  peakTflops,
  waves,
  residentBlocks,
  attentionGrid,
  tiledMatmul,
]);
