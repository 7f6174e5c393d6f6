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

/** The Euclidean length of the longest row of each, which bounds every score and every value. */
export interface Lengths {
  readonly q: number;
  readonly k: number;
  readonly v: number;
}

/**
 * Q, K and V, checked and flat. A view that is not contiguous (a transpose, the columns of a head) is copied
 * once; contiguous inputs are read where they are.
 * @throws RangeError naming both shapes when sizes differ, or the entry that is not finite
 */
export function flatInputs(
  where: string,
  Q: FloatMatrix,
  K: FloatMatrix,
  V: FloatMatrix,
): { inputs: Inputs; lengths: Lengths } {
  const sizes = attentionShapes(where, Q, K, V);
  const [q, k, v] = [contiguous(Q), contiguous(K), contiguous(V)];
  const lengths = {
    q: longestRow(where, "Q", q, sizes.d),
    k: longestRow(where, "K", k, sizes.d),
    v: longestRow(where, "V", v, sizes.dv),
  };
  return { inputs: { ...sizes, q, k, v }, lengths };
}

function contiguous(A: FloatMatrix): Floats {
  const [n, d] = A.shape as [number, number];
  const isFlat = A.stride[1] === 1 && A.stride[0] === d;
  if (isFlat && A.data instanceof Float32Array) return A.data.subarray(A.offset, A.offset + n * d);
  return rowMajor(A as Matrix);
}

/** Also the place where an entry that is not finite is noticed: its row is then as long as infinity, or NaN. */
function longestRow(where: string, name: string, A: Floats, d: number): number {
  let most = 0;
  for (let start = 0; start < A.length; start += d) {
    const square = sumOfSquares(A, start, start + d);
    if (!(square < Infinity)) mustBeFinite(where, name, A, d);
    if (square > most) most = square;
  }
  return Math.sqrt(most);
}

/** Four sums side by side, which do not wait for each other. */
function sumOfSquares(A: Floats, from: number, to: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t = from;
  for (; t + 3 < to; t += 4) {
    s0 += A[t]! * A[t]!;
    s1 += A[t + 1]! * A[t + 1]!;
    s2 += A[t + 2]! * A[t + 2]!;
    s3 += A[t + 3]! * A[t + 3]!;
  }
  for (; t < to; t++) s0 += A[t]! * A[t]!;
  return s0 + s1 + (s2 + s3);
}

function mustBeFinite(where: string, name: string, A: Floats, d: number): void {
  const t = A.findIndex((x) => !Number.isFinite(x));
  if (t >= 0) finite(where, `${name}[${Math.floor(t / d)},${t % d}]`, A[t]!, { sign: "any" });
}
