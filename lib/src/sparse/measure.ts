import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { isPattern } from "./check.js";
import type { Pattern } from "./pattern.js";

/** All lists of keys, one for each query. */
export function keyLists(p: Pattern): number[][] {
  isPattern("keyLists", p);
  return Array.from({ length: p.T }, (_, i) => p.keys(i));
}

/** The number of pairs, counted one row after the other: what `p.nnz` must equal. */
export function countNnz(p: Pattern): number {
  isPattern("countNnz", p);
  let pairs = 0;
  for (let i = 0; i < p.T; i++) pairs += p.keys(i).length;
  return pairs;
}

/** nnz / (T·M), the part of full attention that is left. */
export function density(p: Pattern): number {
  isPattern("density", p);
  return p.nnz / (p.T * p.M);
}

/** The mask [T, M] of 0 and 1 that attention takes. This is the one place that builds it. */
export function denseMask(p: Pattern): Matrix {
  isPattern("denseMask", p);
  const rows = keyLists(p).map((list) => new Set(list));
  return fromFunction([p.T, p.M], (i, j) => (rows[i]!.has(j) ? 1 : 0));
}
