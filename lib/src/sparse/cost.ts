import { dimension } from "../tensor/check.js";
import { isPattern } from "./check.js";
import type { Pattern } from "./pattern.js";

/** FLOPs of the two products over a pattern, q·k and p·v: 4d for each pair, so linear in nnz. */
export function sparseFlops(p: Pattern, d: number): number {
  isPattern("sparseFlops", p);
  dimension("sparseFlops", "d", d);
  return 4 * d * p.nnz;
}
