import type { ExerciseSet } from "../../engine/index.js";
import { chunk } from "./chunk.js";
import { compressStep } from "./compress-step.js";
import { ragMarginal } from "./rag-marginal.js";
import { topK } from "./top-k.js";

export const retrievalCompression: ExerciseSet = {
  id: "10",
  name: "10-retrieval-compression",
  title: "Retrieval and compression",
  exercises: [topK, ragMarginal, compressStep, chunk],
};
