import { dimension, isMatrix } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";
import { type Pattern, pattern } from "./pattern.js";

/**
 * The pattern in which query i reads exactly `lists[i]`.
 * @param M how many keys there are, by default as many as queries
 * @throws RangeError when a key is out of range or stands twice in a list
 */
export function patternFromKeys(lists: readonly (readonly number[])[], M = lists.length): Pattern {
  dimension("patternFromKeys", "the number of lists", lists.length);
  dimension("patternFromKeys", "M", M);
  const sorted = lists.map((list) => [...list].sort((a, b) => a - b));
  sorted.forEach((list, i) => {
    const bad = list.find((j, t) => !Number.isInteger(j) || j < 0 || j >= M || j === list[t - 1]);
    if (bad !== undefined)
      throw new RangeError(
        `patternFromKeys: query ${i} lists key ${bad}; keys are distinct whole numbers from 0 to ${M - 1}`,
      );
  });
  const nnz = sorted.reduce((sum, list) => sum + list.length, 0);
  return pattern("given keys", [sorted.length, M], nnz, (i) => [...sorted[i]!]);
}

/** The pattern of a mask [T, M]: query i reads key j where the entry is not 0. */
export function patternFromMask(mask: Matrix): Pattern {
  isMatrix("patternFromMask", "mask", mask);
  const [T, M] = mask.shape as [number, number];
  const all = Array.from({ length: M }, (_, j) => j);
  return patternFromKeys(
    Array.from({ length: T }, (_, i) => all.filter((j) => mask.get(i, j) !== 0)),
    M,
  );
}
