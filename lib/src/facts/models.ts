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

/** Total parameters, experts that a token does not visit included; undefined when neither row nor name says. */
export const parametersOf = ({ model, parameters }: ModelKv): number | undefined =>
  parameters ?? nominalParameters(model);

/**
 * How many parameters a model's name claims: "Llama-3.1-8B" → 8·10⁹. A nominal figure, good for a rough budget.
 * @returns undefined when the name does not say, or gives experts as in "8x7B"
 */
export function nominalParameters(name: string): number | undefined {
  const billions = /(?:^|[\s-])(\d+(?:\.\d+)?)B(?:$|[\s-])/i.exec(name)?.[1];
  return billions === undefined ? undefined : Number(billions) * 1e9;
}
