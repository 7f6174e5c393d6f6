import { setOf } from "../notebook.js";
import { chunk } from "./chunk.js";
import { compressStep } from "./compress-step.js";
import { ragMarginal } from "./rag-marginal.js";
import { topK } from "./top-k.js";

export const retrievalCompression = setOf("10-retrieval-compression", [
  topK,
  ragMarginal,
  compressStep,
  chunk,
]);
