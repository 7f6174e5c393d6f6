import { isMatrix } from "./check.js";
import { type Matrix, rowMajor } from "./matrix.js";

/**
 * The largest |A − B| over all entries; NaN when any entry of either is NaN. Equal infinities differ by 0, so
 * masked scores compare too.
 * @throws RangeError naming both shapes when they differ
 */
export function maxAbsDiff(A: Matrix, B: Matrix): number {
  isMatrix("maxAbsDiff", "A", A);
  isMatrix("maxAbsDiff", "B", B);
  if (A.shape.join() !== B.shape.join())
    throw new RangeError(`maxAbsDiff: A is [${A.shape}] but B is [${B.shape}]; they need the same shape`);
  const [a, b] = [rowMajor(A), rowMajor(B)];
  return a.reduce((most, x, i) => Math.max(most, x === b[i] ? 0 : Math.abs(x - b[i]!)), 0);
}
