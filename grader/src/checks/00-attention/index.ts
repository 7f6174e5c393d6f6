import { setOf } from "../notebook.js";
import { attentionFlops } from "./attention-flops.js";
import { causalSdpa } from "./causal-sdpa.js";
import { mha } from "./mha.js";
import { sdpa } from "./sdpa.js";
import { stableSoftmax } from "./stable-softmax.js";
import { tellingScores } from "./telling-scores.js";

export const attention = setOf("00-attention", [
  stableSoftmax,
  sdpa,
  causalSdpa,
  mha,
  attentionFlops,
  tellingScores,
]);
