import { dimension } from "../tensor/check.js";

/** What a layer of the Compressive Transformer remembers, oldest first in both lists. */
export interface CompressiveState<T> {
  /** At most n_m recent activations, as they were. */
  readonly memory: readonly T[];
  /** At most n_cm compressed ones, each made of c older activations. */
  readonly compressed: readonly T[];
}

/** How much is remembered: n_m activations as they are, n_cm compressed ones. */
export interface MemorySizes {
  /** n_m, a multiple of c. */
  readonly nm: number;
  /** n_cm */
  readonly ncm: number;
  /** c activations become one. */
  readonly c: number;
}

/** The sizes, and how activations are compressed. */
export interface CompressiveConfig<T> extends MemorySizes {
  /** How c activations become one, such as `meanPool`. */
  readonly compress: (group: readonly T[]) => T;
}

/** Nothing remembered yet. */
export const emptyMemory: CompressiveState<never> = { memory: [], compressed: [] };

/**
 * One step: the segment enters the memory, the oldest activations fall out of it, every c of those become
 * one compressed memory, and the oldest compressed memories are forgotten.
 * @param state left as it is  @param segment new activations, a multiple of c
 * @see Rae et al. 2020, Algorithm 1
 */
export function compressStep<T>(
  state: CompressiveState<T>,
  segment: readonly T[],
  { nm, ncm, c, compress }: CompressiveConfig<T>,
): CompressiveState<T> {
  for (const [name, value] of Object.entries({ nm, ncm, c })) dimension("compressStep", name, value);
  const sizes = { nm, "the segment's length": segment.length, "the memory's length": state.memory.length };
  for (const [name, size] of Object.entries(sizes))
    if (size % c !== 0)
      throw new RangeError(
        `compressStep: ${name} is ${size}; it must be a multiple of c = ${c}, so that groups are full`,
      );
  const all = [...state.memory, ...segment];
  const evicted = all.slice(0, Math.max(0, all.length - nm));
  const groups = Array.from({ length: evicted.length / c }, (_, g) => evicted.slice(g * c, (g + 1) * c));
  return {
    memory: all.slice(evicted.length),
    compressed: [...state.compressed, ...groups.map((group) => compress(group))].slice(-ncm),
  };
}

/** The mean of c activations, entry by entry: the simplest of the paper's compression functions. */
export function meanPool(group: readonly (readonly number[])[]): number[] {
  dimension("meanPool", "the number of activations", group.length);
  return group[0]!.map((_, k) => group.reduce((sum, x) => sum + x[k]!, 0) / group.length);
}

/**
 * How many tokens back a stack of layers can see: layers · (n_m + c · n_cm).
 * @see Rae et al. 2020, §3.3
 */
export function temporalRange(layers: number, { nm, ncm, c }: MemorySizes): number {
  for (const [name, value] of Object.entries({ layers, nm, ncm, c })) dimension("temporalRange", name, value);
  return layers * (nm + c * ncm);
}
