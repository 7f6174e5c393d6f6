import { setOf } from "../notebook.js";
import { fusionTraffic } from "./fusion-traffic.js";
import { matmulIntensity } from "./matmul-intensity.js";
import { minBatch } from "./min-batch.js";
import { naiveAttentionTraffic } from "./naive-attention-traffic.js";
import { roofline } from "./roofline.js";

export const memoryBound = setOf("03-memory-bound", [
  matmulIntensity,
  roofline,
  fusionTraffic,
  naiveAttentionTraffic,
  minBatch,
]);
