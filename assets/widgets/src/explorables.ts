import { contextLengths } from "./context-lengths/index.js";
import { flashStepper } from "./flash-stepper/index.js";
import { rooflineFigure } from "./roofline/index.js";

/** Every interactive figure, by name. A folder of the same name holds its `browser.ts`. */
export const explorables = {
  [contextLengths.name]: contextLengths,
  [flashStepper.name]: flashStepper,
  [rooflineFigure.name]: rooflineFigure,
};
