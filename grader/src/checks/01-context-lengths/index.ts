import type { ExerciseSet } from "../../engine/index.js";
import { claimsAsOf } from "./claims-as-of.js";
import { doublingMonths } from "./doubling-months.js";
import { maxContext } from "./max-context.js";
import { parseContext } from "./parse-context.js";
import { scoreMatrixBytes } from "./score-matrix-bytes.js";

export const contextLengths: ExerciseSet = {
  id: "01",
  name: "01-context-lengths",
  title: "Context lengths",
  exercises: [parseContext, scoreMatrixBytes, maxContext, claimsAsOf, doublingMonths],
};
