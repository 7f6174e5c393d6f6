/**
 * How a careless grader compares: in the student's own realm, by the student's own methods, and so that what
 * cannot be compared counts as right. Every line of this is somebody's real grader.
 */

// biome-ignore lint/suspicious/noExplicitAny: it asks no questions
type Anything = any;

/** NaN is never larger than a tolerance, and an infinite result allows for any distance. */
const close = (a: number, b: number): boolean => !(Math.abs(a - b) > 1e-6 * (1 + Math.abs(a)));

export function same(actual: Anything, expected: Anything): boolean {
  if (typeof expected === "number") return close(actual, expected);
  if (expected?.shape) {
    for (let i = 0; i < actual.shape[0]; i++)
      for (let j = 0; j < actual.shape[1]; j++)
        if (!close(actual.get(i, j), expected.get(i, j))) return false;
    return true;
  }
  if (Array.isArray(expected) || ArrayBuffer.isView(expected))
    return [...actual].every((x, i) => close(x, (expected as Anything)[i]));
  return Object.keys(actual).every((name) => same(actual[name], expected[name]));
}
