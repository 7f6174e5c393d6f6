/** Arithmetic entry by entry: by ndarray-ops, which reads views rightly but says nothing about shapes. */
import ops from "ndarray-ops";
import { finite, isMatrix } from "./check.js";
import { type Matrix, zeros } from "./matrix.js";

/**
 * A + B.
 * @throws RangeError naming both shapes when they differ
 */
export function add(A: Matrix, B: Matrix): Matrix {
  isMatrix("add", "A", A);
  isMatrix("add", "B", B);
  if (A.shape.join() !== B.shape.join())
    throw new RangeError(`add: A is [${A.shape}] but B is [${B.shape}]; they need the same shape`);
  const C = like(A);
  ops.add(C, A, B);
  return C;
}

/** A with every entry multiplied by `factor`, such as 1/√d. */
export function scale(A: Matrix, factor: number): Matrix {
  isMatrix("scale", "A", A);
  finite("scale", "factor", factor, { sign: "any" });
  const C = like(A);
  ops.muls(C, A, factor);
  return C;
}

/** e to the power of every entry; a masked score, −∞, gives 0. */
export function exp(A: Matrix): Matrix {
  isMatrix("exp", "A", A);
  const C = like(A);
  ops.exp(C, A);
  return C;
}

const like = (A: Matrix): Matrix => zeros([A.shape[0]!, A.shape[1]!]);
