/** Models, known and drawn, whose caches are sized. */
import fc from "fast-check";
import { modelKv } from "long-attention/facts";
import { whole } from "../inputs.js";

/** As the solutions file declares it. */
export interface KvConfig {
  layers: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  bytes: number;
  windows: (number | null)[];
}

/** A model of the course's table. */
export function known(name: string, bytes = 2): KvConfig {
  const { config } = modelKv(name);
  if ("latent" in config) throw new RangeError(`known: ${name} has no key-value heads`);
  const { layers, heads, kvHeads, headDim, windows = [null] } = config;
  return { layers, heads, kvHeads, headDim, bytes, windows: [...windows] };
}

/** Small models; a group of query heads shares a key-value head. */
export const configs = (
  windows: fc.Arbitrary<(number | null)[]> = fc.constant([null]),
): fc.Arbitrary<KvConfig> =>
  fc
    .tuple(whole(1, 9), whole(1, 4), whole(1, 4), whole(1, 16), fc.constantFrom(1, 2, 4), windows)
    .map(([layers, kvHeads, group, headDim, bytes, windows]) => ({
      layers,
      heads: kvHeads * group,
      kvHeads,
      headDim,
      bytes,
      windows,
    }));

/** One to three windows that repeat over the layers; null is none. */
export const windowLists: fc.Arbitrary<(number | null)[]> = fc.array(fc.option(whole(1, 12), { freq: 2 }), {
  minLength: 1,
  maxLength: 3,
});

/** The right size, for mutants that go wrong elsewhere. */
export const tokensOf = (
  { layers, windows }: KvConfig,
  T: number,
  keep = (window: number | null) => Math.min(T, window ?? Infinity),
): number => {
  let tokens = 0;
  for (let layer = 0; layer < layers; layer++) tokens += keep(windows[layer % windows.length]!);
  return tokens;
};

/** Bytes that one token takes in one layer. */
export const perLayer = ({ kvHeads, headDim, bytes }: KvConfig): number => 2 * kvHeads * headDim * bytes;
