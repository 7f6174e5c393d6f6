import { setOf } from "../notebook.js";
import { decodeStep } from "./decode-step.js";
import { gqa } from "./gqa.js";
import { kvBytesPerToken } from "./kv-bytes-per-token.js";
import { kvCacheBytes } from "./kv-cache-bytes.js";
import { maxBatch } from "./max-batch.js";
import { RollingCache } from "./rolling-cache.js";

export const kvCache = setOf("08-kv-cache", [
  kvBytesPerToken,
  kvCacheBytes,
  RollingCache,
  gqa,
  decodeStep,
  maxBatch,
]);
