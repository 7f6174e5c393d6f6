import { attentionWeights } from "../attention/attention.js";
import { fromFunction, type Matrix, zeros } from "../tensor/matrix.js";
import { type NsaOutput, type NsaSizes, tokensOf } from "./nsa.js";

/**
 * How much each of NSA's branches looks at every token: an entry's weight is shared out evenly among its l tokens.
 * Multiplied with V, each gives its branch's output.
 * @param Q [T, d]  @param K [T, d]
 * @param output what `nsaAttention` gave for them
 * @returns compressed, selected and sliding, each [T, T]
 */
export function branchMaps(
  Q: Matrix,
  K: Matrix,
  { weights, selected }: Pick<NsaOutput, "weights" | "selected">,
  { l, s, lp, w }: NsaSizes,
  options: { readonly scale?: number } = {},
): [compressed: Matrix, selected: Matrix, sliding: Matrix] {
  const T = Q.shape[0]!;
  const compressed = zeros([T, T]);
  for (let t = 0; weights && t < T; t++)
    for (let i = 0; i < weights.shape[1]!; i++)
      for (let j = i * s; j < i * s + l; j++) compressed.data[t * T + j]! += weights.get(t, i) / l;
  const read = selected.map((blocks, t) => new Set(tokensOf(blocks, t, lp)));
  const under = (reads: (t: number, j: number) => boolean) =>
    attentionWeights(Q, K, { mask: fromFunction([T, T], (t, j) => (reads(t, j) ? 1 : 0)), ...options });
  return [compressed, under((t, j) => read[t]!.has(j)), under((t, j) => j <= t && j > t - w)];
}
