import { dimension } from "../tensor/check.js";
import { chunks, lookBack } from "./chunks.js";

/**
 * Which keys each query reads in one round: those of its own chunk and the chunk before it that share its
 * bucket. With `causal`, only keys from earlier positions of the original sequence. A query reads itself
 * only when nothing else is left, because a vector is always its own best match.
 * @param perm positions sorted by bucket, from `sortByBucket`
 * @param b bucket of each original position  @param m chunk length
 * @returns for each original position its keys, in sorted order, at least one
 * @see Kitaev et al. 2020, §2; unlike its published code, other buckets are masked and chunk 0 does not wrap
 */
export function lshTargets(
  perm: readonly number[],
  b: ArrayLike<number>,
  m: number,
  { causal = false }: { readonly causal?: boolean } = {},
): number[][] {
  dimension("lshTargets", "m", m);
  if (new Set(perm).size !== b.length || perm.some((i) => !(i in b)))
    throw new RangeError(
      `lshTargets: perm must hold every position 0 to ${b.length - 1} of b once; take it from sortByBucket(b)`,
    );
  const cut = chunks(perm, m);
  const targets = new Array<number[]>(perm.length);
  for (const [c, chunk] of cut.entries()) {
    const visible = lookBack(cut, c);
    for (const i of chunk) {
      const others = visible.filter((j) => j !== i && b[j] === b[i] && (!causal || j < i));
      targets[i] = others.length > 0 ? others : [i];
    }
  }
  return targets;
}
