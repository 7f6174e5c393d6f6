import ndarray from "ndarray";
import { type Attended, attend } from "./attend.js";
import { type Backend, isTiled, tilesFor } from "./backend.js";
import type { Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";
import { naiveNdarray } from "./naive-ndarray.js";
import { naiveTyped } from "./naive-typed.js";

/**
 * One rung of the ladder on flat inputs.
 * @param keys which keys each query reads
 */
export function compute(backend: Backend, inputs: Inputs, scale: number, keys: KeyRuns): Attended {
  if (isTiled(backend)) return attend(tilesFor(backend), inputs, scale, keys);
  if (backend === "typed") return naiveTyped(inputs, scale, keys);
  const { N, M, d, dv, q, k, v } = inputs;
  return naiveNdarray(ndarray(q, [N, d]), ndarray(k, [M, d]), ndarray(v, [M, dv]), scale, keys);
}
