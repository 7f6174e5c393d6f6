import { lambdaSizes } from "./check.js";
import { range } from "./full.js";
import { type Pattern, pattern } from "./pattern.js";

/**
 * The Λ-shaped mask: query i reads the first g keys and the newest L up to itself,
 * j ≤ i and (j < g or i − j < L). Rows i < g + L are those of full causal attention.
 * @param T tokens  @param g first tokens that stay in sight  @param L newest keys, the query's own among them
 * @see LM-Infinite (Han et al. 2024); StreamingLLM (Xiao et al. 2024) evicts to the same keys
 */
export function lambdaPattern(T: number, g: number, L: number): Pattern {
  lambdaSizes("lambdaPattern", T, g, L);
  const newest = (i: number) => Math.max(0, i - L + 1);
  const keys = (i: number) => [...range(0, Math.min(g, newest(i))), ...range(newest(i), i + 1)];
  const runs = (i: number) => {
    if (newest(i) <= g) return [0, i + 1];
    return g === 0 ? [newest(i), i + 1] : [0, g, newest(i), i + 1];
  };
  return pattern(`Λ, g=${g}, L=${L}`, [T, T], lambdaNnz(T, g, L), keys, runs);
}

/**
 * How many pairs the Λ mask has: TL − L(L−1)/2 + (T−L)g − g(g−1)/2 once T ≥ g + L, and before that
 * every causal pair, T(T+1)/2.
 */
export function lambdaNnz(T: number, g: number, L: number): number {
  lambdaSizes("lambdaNnz", T, g, L);
  if (T <= g + L) return (T * (T + 1)) / 2;
  return T * L - (L * (L - 1)) / 2 + (T - L) * g - (g * (g - 1)) / 2;
}
