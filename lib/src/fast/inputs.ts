import type { NdArray } from "ndarray";
import { attentionShapes, finite } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";

/** Numbers in a row of memory, 32 or 64 bits each. */
export type Floats = Float32Array | Float64Array;

/** [rows, columns] of 64-bit floats, as everywhere in the course, or of 32-bit floats. */
export type FloatMatrix = NdArray<Floats>;

/** Attention's inputs, flat: q [N, d], k [M, d] and v [M, dv], each row after row. */
export interface Inputs {
  readonly N: number;
  readonly M: number;
  readonly d: number;
  readonly dv: number;
  readonly q: Floats;
  readonly k: Floats;
  readonly v: Floats;
}

/**
 * Q, K and V, checked and flat. A view that is not contiguous (a transpose, the columns of a head) is copied
 * once; contiguous inputs are read where they are.
 * @throws RangeError naming both shapes when sizes differ, or the entry that is not finite
 */
export function flatInputs(where: string, Q: FloatMatrix, K: FloatMatrix, V: FloatMatrix): Inputs {
  const sizes = attentionShapes(where, Q, K, V);
  return { ...sizes, q: flat(where, "Q", Q), k: flat(where, "K", K), v: flat(where, "V", V) };
}

/** One matrix, flat and finite. */
export function flat(where: string, name: string, A: FloatMatrix): Floats {
  const values = contiguous(A);
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]! * 0; // 0, or NaN once an entry is not finite
  if (sum === 0) return values;
  const t = values.findIndex((x) => !Number.isFinite(x));
  const [i, j] = [Math.floor(t / A.shape[1]!), t % A.shape[1]!];
  finite(where, `${name}[${i},${j}]`, values[t]!, { sign: "any" });
  return values;
}

function contiguous(A: FloatMatrix): Floats {
  const [n, d] = A.shape as [number, number];
  const isFlat = A.stride[1] === 1 && A.stride[0] === d;
  if (isFlat && A.data instanceof Float32Array) return A.data.subarray(A.offset, A.offset + n * d);
  return rowMajor(A as Matrix);
}
