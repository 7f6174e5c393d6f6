import type { ExerciseSet } from "../../engine/index.js";
import { evict } from "./evict.js";
import { lambdaMask } from "./lambda-mask.js";
import { lambdaNnz } from "./lambda-nnz.js";
import { relativeDistances } from "./relative-distances.js";
import { sinkSoftmax } from "./sink-softmax.js";

export const sinks: ExerciseSet = {
  id: "09",
  name: "09-sinks",
  title: "Λ-attention and sinks",
  exercises: [lambdaMask, evict, relativeDistances, sinkSoftmax, lambdaNnz],
};
