import { contextLengths } from "./context-lengths/index.js";
import { flashStepper } from "./flash-stepper/index.js";
import { gpuMemory } from "./gpu-memory/index.js";
import { graphView } from "./graph-view/index.js";
import { kvCache } from "./kv-cache/index.js";
import { lambdaSinks } from "./lambda-sinks/index.js";
import { lshFigure } from "./lsh/index.js";
import { onlineSoftmax } from "./online-softmax/index.js";
import { rooflineFigure } from "./roofline/index.js";
import { smWaves } from "./sm-waves/index.js";
import { sparseGallery } from "./sparse-gallery/index.js";

/** Every interactive figure, by name. A folder of the same name holds its `browser.ts`. */
export const explorables = {
  [contextLengths.name]: contextLengths,
  [flashStepper.name]: flashStepper,
  [gpuMemory.name]: gpuMemory,
  [graphView.name]: graphView,
  [kvCache.name]: kvCache,
  [onlineSoftmax.name]: onlineSoftmax,
  [lshFigure.name]: lshFigure,
  [rooflineFigure.name]: rooflineFigure,
  [smWaves.name]: smWaves,
  [sparseGallery.name]: sparseGallery,
  [lambdaSinks.name]: lambdaSinks,
};
