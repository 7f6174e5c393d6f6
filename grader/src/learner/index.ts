export { check, Feedback, type Later } from "./check.js";
export type { CheckOptions } from "./examine.js";
export { hint } from "./hint.js";
export { progress } from "./progress.js";
export { reference } from "./reference.js";
