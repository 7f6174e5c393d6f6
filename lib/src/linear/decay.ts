import { dimension } from "../tensor/check.js";

/** RetNet's decay of head h: 1 − 2^(−5−h). @param h from 0  @see Sun et al. 2023, eq. 8 */
export function retnetDecay(h: number): number {
  dimension("retnetDecay", "h", h, 0);
  return 1 - 2 ** (-5 - h);
}

/**
 * MiniMax's decay of a head in a layer: exp(−2^(−8h/H) · (1 − ℓ/(L−1) + 10⁻⁵)).
 * @param h the head, from 1  @param H heads  @param layer ℓ, from 0  @param L layers
 * @see transformers, models/minimax
 */
export function lightningDecay(h: number, H: number, layer: number, L: number): number {
  dimension("lightningDecay", "h", h);
  dimension("lightningDecay", "L", L, 2);
  return Math.exp(-(2 ** ((-8 * h) / H)) * (1 - layer / (L - 1) + 1e-5));
}

/** After how many tokens half of what was written is left: ln ½ / ln α. */
export function halfLife(alpha: number): number {
  if (!(alpha > 0 && alpha < 1))
    throw new RangeError(
      `halfLife: alpha must lie between 0 and 1, not ${alpha}; only then does a state fade`,
    );
  return Math.log(0.5) / Math.log(alpha);
}
