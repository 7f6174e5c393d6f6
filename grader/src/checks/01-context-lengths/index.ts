import { setOf } from "../notebook.js";
import { claimsAsOf } from "./claims-as-of.js";
import { doublingMonths } from "./doubling-months.js";
import { maxContext } from "./max-context.js";
import { parseContext } from "./parse-context.js";
import { scoreMatrixBytes } from "./score-matrix-bytes.js";

export const contextLengths = setOf("01-context-lengths", [
  parseContext,
  scoreMatrixBytes,
  maxContext,
  claimsAsOf,
  doublingMonths,
]);
