import { softmax } from "../tensor/softmax.js";

/**
 * Softmax with a learned sink: one more logit in the denominator that reads nothing, so that a head can
 * look at little: pᵢ = exp(xᵢ) / (exp(sink) + Σⱼ exp(xⱼ)).
 * @param scores any number of scores  @param sink the head's logit; −∞ gives plain softmax
 * @returns weights ≥ 0 that sum to less than 1 when the sink is finite
 * @see gpt-oss (OpenAI 2025), model.py
 */
export function sinkSoftmax(scores: ArrayLike<number>, sink: number): Float64Array {
  if (Number.isNaN(sink) || sink === Infinity)
    throw new RangeError(`sinkSoftmax: sink must be a finite number or -Infinity, not ${sink}`);
  return softmax([...Array.from(scores), sink]).slice(0, scores.length);
}
