import { setOf } from "../notebook.js";
import { crossing } from "./crossing.js";
import { decayedChunks } from "./decayed-chunks.js";
import { deltaChunk } from "./delta-chunk.js";
import { deltaStep } from "./delta-step.js";
import { linearAttention } from "./linear-attention.js";

export const summarise = setOf("12-summarise", [
  linearAttention,
  decayedChunks,
  deltaStep,
  deltaChunk,
  crossing,
]);
