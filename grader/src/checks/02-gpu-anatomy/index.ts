import type { ExerciseSet } from "../../engine/index.js";
import { attentionGrid } from "./attention-grid.js";
import { peakTflops } from "./peak-tflops.js";
import { residentBlocks } from "./resident-blocks.js";
import { tiledMatmul } from "./tiled-matmul.js";
import { waves } from "./waves.js";

export const gpuAnatomy: ExerciseSet = {
  id: "02",
  name: "02-gpu-anatomy",
  title: "GPU anatomy",
  exercises: [peakTflops, waves, residentBlocks, attentionGrid, tiledMatmul],
};
