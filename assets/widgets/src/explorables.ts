import { flashStepper } from "./flash-stepper/index.js";

/** Every interactive figure, by name. A folder of the same name holds its `browser.ts`. */
export const explorables = {
  [flashStepper.name]: flashStepper,
};
