import { dimension } from "../tensor/check.js";

/**
 * How many tokens back the last layer's output can depend on, when each of `layers` layers reads a
 * window of W tokens that includes the token itself: layers · (W − 1). A stack of layers passes news on,
 * W − 1 steps a layer. (The Mistral paper says W · layers, which counts the token itself in every layer.)
 * @see Jiang et al. 2023 (Mistral 7B), §2
 */
export function windowReach(layers: number, W: number): number {
  dimension("windowReach", "layers", layers);
  dimension("windowReach", "W", W);
  return layers * (W - 1);
}
