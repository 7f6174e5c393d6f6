import ops from "ndarray-ops";
import { dimension, isMatrix } from "./check.js";
import { columns, type Matrix, zeros } from "./matrix.js";

/**
 * Matrices joined along their columns, [A₀ A₁ …], as the outputs of heads are.
 * @param parts at least one, each with the same number of rows
 * @returns [rows, the sum of the columns]
 * @throws RangeError naming both shapes when the rows differ
 */
export function sideBySide(parts: readonly Matrix[]): Matrix {
  dimension("sideBySide", "the number of parts", parts.length);
  for (const [k, A] of parts.entries()) {
    isMatrix("sideBySide", `parts[${k}]`, A);
    if (A.shape[0] !== parts[0]!.shape[0])
      throw new RangeError(
        `sideBySide: parts[0] is [${parts[0]!.shape}] but parts[${k}] is [${A.shape}]; they need the same number of rows`,
      );
  }
  const width = parts.reduce((sum, A) => sum + A.shape[1]!, 0);
  const C = zeros([parts[0]!.shape[0]!, width]);
  let at = 0;
  for (const A of parts) ops.assign(columns(C, at, (at += A.shape[1]!)), A);
  return C;
}
