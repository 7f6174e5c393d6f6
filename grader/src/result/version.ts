import { readFileSync } from "node:fs";
import type { Bundle } from "../sandbox/bundle.js";

/** Of this package, such as "0.2.0". */
export const packageVersion: string = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
).version;

/** Goes into every result, such as "0.2.0+3fa9c210": a result of other checks or another grader is not taken over. */
export const graderVersion = ({ version }: Bundle): string => `${packageVersion}+${version}`;
