import ndarray from "ndarray";
import { type Attended, attend } from "./attend.js";
import { type Backend, isTiled, tilesFor } from "./backend.js";
import { balanced, type FlatInputs, type Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";
import { naiveNdarray } from "./naive-ndarray.js";
import { naiveTyped } from "./naive-typed.js";
import { readNonFinite } from "./non-finite.js";

/**
 * One rung of the ladder on flat inputs.
 * @param keys which keys each query reads
 */
export function compute(backend: Backend, flat: FlatInputs, scale: number, keys: KeyRuns): Attended {
  const out = climb(backend, balanced(flat, scale), keys);
  if (flat.raw) readNonFinite(out, flat.raw, scale, keys);
  return out;
}

function climb(
  backend: Backend,
  { inputs, scale }: { readonly inputs: Inputs; readonly scale: number },
  keys: KeyRuns,
): Attended {
  if (isTiled(backend)) return attend(tilesFor(backend), inputs, scale, keys);
  if (backend === "typed") return naiveTyped(inputs, scale, keys);
  const { N, M, d, dv, q, k, v } = inputs;
  return naiveNdarray(ndarray(q, [N, d]), ndarray(k, [M, d]), ndarray(v, [M, dv]), scale, keys);
}
