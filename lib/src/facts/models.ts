import { modelsKv } from "./data/models-kv.js";
import type { ModelKv } from "./types.js";

/** Every model whose key-value parameters are known here. */
export const kvModels = (): readonly ModelKv[] => modelsKv;

/**
 * One model's key-value parameters by its exact name.
 * @throws RangeError listing the known names
 */
export function modelKv(name: string): ModelKv {
  const found = modelsKv.find(({ model }) => model === name);
  if (!found)
    throw new RangeError(
      `modelKv: no model is called ${JSON.stringify(name)}; known are ${modelsKv.map(({ model }) => model).join(", ")}`,
    );
  return found;
}
