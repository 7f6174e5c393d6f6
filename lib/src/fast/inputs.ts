import type { NdArray } from "ndarray";
import { attentionShapes } from "../tensor/check.js";
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

/** Inputs that any rung can take. */
export interface FlatInputs {
  /** Finite: an entry that is not is 0 here. */
  readonly inputs: Inputs;
  readonly lengths: Lengths;
  /** As they came, when some entry is not finite: see `readNonFinite`. */
  readonly raw?: Inputs;
}

/**
 * Q, K and V, checked and flat. A view that is not contiguous (a transpose, the columns of a head) is copied
 * once; contiguous inputs are read where they are.
 * @throws RangeError naming both shapes when sizes differ
 */
export function flatInputs(where: string, Q: FloatMatrix, K: FloatMatrix, V: FloatMatrix): FlatInputs {
  const sizes = attentionShapes(where, Q, K, V);
  const raw = { ...sizes, q: contiguous(Q), k: contiguous(K), v: contiguous(V) };
  const lengths = {
    q: longestRow(raw.q, sizes.d),
    k: longestRow(raw.k, sizes.d),
    v: longestRow(raw.v, sizes.dv),
  };
  if (Number.isFinite(lengths.q + lengths.k + lengths.v)) return { inputs: raw, lengths };
  const inputs = { ...raw, q: onlyFinite(raw.q), k: onlyFinite(raw.k), v: onlyFinite(raw.v) };
  const finite = {
    q: longestRow(inputs.q, sizes.d),
    k: longestRow(inputs.k, sizes.d),
    v: longestRow(inputs.v, sizes.dv),
  };
  const unchanged = inputs.q === raw.q && inputs.k === raw.k && inputs.v === raw.v;
  return { inputs, lengths: finite, ...(unchanged ? {} : { raw }) };
}

/** Tiles take the scale into the queries; where that would overflow, the keys take it here. */
export function balanced({ inputs, lengths }: FlatInputs, scale: number): { inputs: Inputs; scale: number } {
  if (Number.isFinite(scale * lengths.q)) return { inputs, scale };
  return { inputs: { ...inputs, k: Float64Array.from(inputs.k, (x) => scale * x) }, scale: 1 };
}

function contiguous(A: FloatMatrix): Floats {
  const [n, d] = A.shape as [number, number];
  const isFlat = A.stride[1] === 1 && A.stride[0] === d;
  if (isFlat && A.data instanceof Float32Array) return A.data.subarray(A.offset, A.offset + n * d);
  return rowMajor(A as Matrix);
}

/** The length of the longest row; NaN or Infinity when an entry is not finite, or when the square of a length is beyond 64 bits. */
export function longestRow(A: Floats, d: number): number {
  let most = 0;
  for (let start = 0; start < A.length; start += d) {
    const square = sumOfSquares(A, start, start + d);
    if (!(square <= most)) most = square; // NaN stays
    if (Number.isNaN(most)) break;
  }
  // Squares of very small or large entries leave the range of 64 bits, where their lengths do not.
  return most > 2 ** -900 && most < Infinity ? Math.sqrt(most) : Math.sqrt(d) * largest(A);
}

/** The largest |entry|, or NaN when one is NaN. */
function largest(A: Floats): number {
  let most = 0;
  for (let t = 0; t < A.length; t++) {
    const size = Math.abs(A[t]!);
    if (!(size <= most)) most = size;
    if (Number.isNaN(most)) break;
  }
  return most;
}

/** The list itself when all of it is finite, else a copy with zeros. */
function onlyFinite(A: Floats): Floats {
  if (A.every(Number.isFinite)) return A;
  return A.map((x) => (Number.isFinite(x) ? x : 0));
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
