import { dimension } from "../tensor/check.js";

/**
 * The part of the keys that no other query reads. Reading oneself does not count: nobody else hears of it.
 * @param keys for each query the keys it reads  @param n keys
 */
export function unreadFraction(keys: readonly (readonly number[])[], n: number): number {
  dimension("unreadFraction", "n", n);
  const read = new Set<number>();
  keys.forEach((list, i) => {
    for (const j of list) {
      if (!Number.isInteger(j) || j < 0 || j >= n)
        throw new RangeError(`unreadFraction: query ${i} reads key ${j}, but keys are 0 to ${n - 1}`);
      if (j !== i) read.add(j);
    }
  });
  return 1 - read.size / n;
}
