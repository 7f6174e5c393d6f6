import { explorable as contextLengths } from "./context-lengths/index.js";
import { explorable as flashStepper } from "./flash-stepper/index.js";
import { explorable as gpuMemory } from "./gpu-memory/index.js";
import { explorable as graphView } from "./graph-view/index.js";
import { explorable as headMaps } from "./head-maps/index.js";
import type { Explorable, Noted } from "./kit/explorable.js";
import { explorable as kvCache } from "./kv-cache/index.js";
import { explorable as lambdaSinks } from "./lambda-sinks/index.js";
import { explorable as lsh } from "./lsh/index.js";
import { explorable as oneRow } from "./one-row/index.js";
import { explorable as onlineSoftmax } from "./online-softmax/index.js";
import { explorable as retrieval } from "./retrieval/index.js";
import { explorable as roofline } from "./roofline/index.js";
import { explorable as select } from "./select/index.js";
import { explorable as smWaves } from "./sm-waves/index.js";
import { explorable as sparseGallery } from "./sparse-gallery/index.js";

/** Every interactive figure, by name: the name of its folder. */
export const explorables: Readonly<Record<string, Explorable<Noted, unknown>>> = {
  [oneRow.name]: oneRow,
  [headMaps.name]: headMaps,
  [contextLengths.name]: contextLengths,
  [flashStepper.name]: flashStepper,
  [gpuMemory.name]: gpuMemory,
  [graphView.name]: graphView,
  [kvCache.name]: kvCache,
  [onlineSoftmax.name]: onlineSoftmax,
  [lsh.name]: lsh,
  [roofline.name]: roofline,
  [smWaves.name]: smWaves,
  [sparseGallery.name]: sparseGallery,
  [lambdaSinks.name]: lambdaSinks,
  [retrieval.name]: retrieval,
  [select.name]: select,
};
