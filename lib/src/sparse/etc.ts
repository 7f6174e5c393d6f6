import { etcSizes } from "./check.js";
import { range } from "./full.js";
import { type Pattern, pattern } from "./pattern.js";
import { windowPattern } from "./window.js";

/**
 * Extended transformer construction (ETC): g new tokens, such as [cls], stand before the sequence, read
 * everything and are read by everyone; token i moves to position g + i and keeps its window of c keys.
 * nnz = bandNnz(T, c) + 2gT + g², for c = 3 and g = 1: 5T − 1.
 * @param T tokens of the sequence  @param c odd  @param g new tokens
 * @param options columnsOnly: the new tokens are read by everyone but read only one another;
 *   nnz = bandNnz(T, c) + gT + g², for c = 3 and g = 1: 4T − 1
 * @returns a pattern of T + g queries and keys
 * @see BigBird (Zaheer et al. 2020), §2
 */
export function etcPattern(
  T: number,
  c: number,
  g = 1,
  { columnsOnly = false }: { readonly columnsOnly?: boolean } = {},
): Pattern {
  etcSizes("etcPattern", T, c, g);
  const near = windowPattern(T, c);
  const N = T + g;
  const name = columnsOnly ? `${near.name} + column, g=${g}` : `ETC, c=${c}, g=${g}`;
  const nnz = near.nnz + (columnsOnly ? 1 : 2) * g * T + g * g;
  return pattern(name, [N, N], nnz, (i) => {
    if (i < g) return range(0, columnsOnly ? g : N);
    return [...range(0, g), ...near.keys(i - g).map((j) => g + j)];
  });
}
