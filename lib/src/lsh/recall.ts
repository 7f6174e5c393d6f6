import { isMatrix } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";

/**
 * How much of full attention's weight lands on keys that LSH looked at in any round, averaged over the
 * queries: 1 when nothing is lost.
 * @param P [T, T] full attention weights
 * @param targets for each round and query, its keys
 */
export function weightRecall(P: Matrix, targets: readonly (readonly (readonly number[])[])[]): number {
  isMatrix("weightRecall", "P", P);
  const [T, keys] = P.shape as [number, number];
  if (T !== keys) throw new RangeError(`weightRecall: P is [${P.shape}]; it needs as many rows as columns`);
  if (targets.length === 0 || targets.some((round) => round.length !== T))
    throw new RangeError(
      `weightRecall: P is [${P.shape}], so targets needs at least one round, each with a list of keys for all ${T} queries`,
    );
  let recalled = 0;
  for (let i = 0; i < T; i++)
    for (const j of new Set(targets.flatMap((round) => round[i]!))) {
      if (!(j >= 0 && j < T))
        throw new RangeError(`weightRecall: query ${i} reads key ${j}, but P is [${P.shape}]`);
      recalled += P.get(i, j);
    }
  return recalled / T;
}
