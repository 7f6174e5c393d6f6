import type { Bundle } from "../sandbox/bundle.js";

/** Goes into every result, such as "0.1.0+3fa9c210": a result of other checks or another grader is not taken over. */
export const graderVersion = ({ version }: Bundle): string => `0.1.0+${version}`;
