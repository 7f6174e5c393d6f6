import { dimension } from "../tensor/check.js";

/** Whose distances a relative position encoding is fed with. */
export type DistanceMode =
  /** LM-Infinite: distances in the text, i − j, and never more than the limit. */
  | "lambda"
  /** StreamingLLM: distances inside the cache, as if the evicted tokens had never been. */
  | "streaming";

/**
 * The distance from query i to each key that it may read.
 * @param keys positions in the text of the keys that are left, ascending, none after i
 * @param i position of the query
 * @param limit no distance exceeds it (the ceiling of LM-Infinite); Infinity for none
 * @returns one distance ≥ 0 a key
 * @see Han et al. 2024 (LM-Infinite), §4; Xiao et al. 2023 (StreamingLLM), §3.2
 */
export function relativeDistances(
  mode: DistanceMode,
  keys: readonly number[],
  i: number,
  limit = Infinity,
): number[] {
  dimension("relativeDistances", "i", i, 0);
  if (limit !== Infinity) dimension("relativeDistances", "limit", limit);
  if (mode !== "lambda" && mode !== "streaming")
    throw new RangeError(
      `relativeDistances: mode must be "lambda" or "streaming", not ${JSON.stringify(mode)}`,
    );
  keys.forEach((j, slot) => {
    dimension("relativeDistances", `key ${slot}`, j, 0);
    if (j > i || j <= (keys[slot - 1] ?? -1))
      throw new RangeError(
        `relativeDistances: keys must ascend and stop at i = ${i}, but key ${slot} is ${j}`,
      );
  });
  const inCache = keys.filter((j) => j < i).length;
  return keys.map((j, slot) => Math.min(mode === "lambda" ? i - j : inCache - slot, limit));
}
