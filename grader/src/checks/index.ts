/** The exercises of the course, one set for each notebook. */
import type { Exercise, ExerciseSet } from "../engine/index.js";
import { attention } from "./00-attention/index.js";
import { contextLengths } from "./01-context-lengths/index.js";
import { gpuAnatomy } from "./02-gpu-anatomy/index.js";
import { memoryBound } from "./03-memory-bound/index.js";
import { sparsePatterns } from "./04-sparse-patterns/index.js";
import { graphView } from "./05-graph-view/index.js";
import { lsh } from "./06-lsh/index.js";
import { flashAttention } from "./07-flash-attention/index.js";
import { kvCache } from "./08-kv-cache/index.js";
import { sinks } from "./09-sinks/index.js";
import { retrievalCompression } from "./10-retrieval-compression/index.js";
import { select } from "./11-select/index.js";
import { summarise } from "./12-summarise/index.js";

export const sets: readonly ExerciseSet[] = [
  attention,
  contextLengths,
  gpuAnatomy,
  memoryBound,
  sparsePatterns,
  graphView,
  lsh,
  flashAttention,
  kvCache,
  sinks,
  retrievalCompression,
  select,
  summarise,
];

/** All exercises, in the course's order. */
export const exercises: readonly Exercise[] = sets.flatMap((set) => set.exercises);
