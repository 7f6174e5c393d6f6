import type { ExerciseSet } from "../../engine/index.js";
import { decodeStep } from "./decode-step.js";
import { gqa } from "./gqa.js";
import { kvBytesPerToken } from "./kv-bytes-per-token.js";
import { kvCacheBytes } from "./kv-cache-bytes.js";
import { maxBatch } from "./max-batch.js";
import { RollingCache } from "./rolling-cache.js";

export const kvCache: ExerciseSet = {
  id: "08",
  name: "08-kv-cache",
  title: "The key-value cache",
  exercises: [kvBytesPerToken, kvCacheBytes, RollingCache, gqa, decodeStep, maxBatch],
};
