import type { ExerciseSet } from "../../engine/index.js";
import { fusionTraffic } from "./fusion-traffic.js";
import { matmulIntensity } from "./matmul-intensity.js";
import { minBatch } from "./min-batch.js";
import { naiveAttentionTraffic } from "./naive-attention-traffic.js";
import { roofline } from "./roofline.js";

export const memoryBound: ExerciseSet = {
  id: "03",
  name: "03-memory-bound",
  title: "Memory-bound",
  exercises: [matmulIntensity, roofline, fusionTraffic, naiveAttentionTraffic, minBatch],
};
