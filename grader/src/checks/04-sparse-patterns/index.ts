import { setOf } from "../notebook.js";
import { bandNnz } from "./band-nnz.js";
import { blockMask } from "./block-mask.js";
import { etcMask } from "./etc-mask.js";
import { randomKeys } from "./random-keys.js";
import { sparseAttention } from "./sparse-attention.js";
import { windowMask } from "./window-mask.js";

export const sparsePatterns = setOf("04-sparse-patterns", [
  windowMask,
  bandNnz,
  etcMask,
  blockMask,
  randomKeys,
  sparseAttention,
]);
