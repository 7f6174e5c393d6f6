import type { ExerciseSet } from "../../engine/index.js";
import { attentionFlops } from "./attention-flops.js";
import { causalSdpa } from "./causal-sdpa.js";
import { mha } from "./mha.js";
import { sdpa } from "./sdpa.js";
import { stableSoftmax } from "./stable-softmax.js";

export const attention: ExerciseSet = {
  id: "00",
  name: "00-attention",
  title: "Attention from scratch",
  exercises: [stableSoftmax, sdpa, causalSdpa, mha, attentionFlops],
};
