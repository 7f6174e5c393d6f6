/**
 * Matrices and vectors: two-dimensional and one-dimensional ndarrays of 64-bit floats, row-major.
 * This floor is the only one that knows ndarray's traps: `get` outside the shape gives `undefined`,
 * `set` outside it writes somewhere else, and `hi` believes any shape it is told.
 */
import ndarray, { type NdArray } from "ndarray";
import ops from "ndarray-ops";
import { dimension, isList, isMatrix, matrixSize } from "./check.js";
import { letNodePrint } from "./print.js";

/* @__PURE__ */ letNodePrint(); // a page has no use for it, and leaves it out

/** [rows, columns] of 64-bit floats. */
export type Matrix = NdArray<Float64Array>;
/** [n] of 64-bit floats. */
export type Vector = NdArray<Float64Array>;

/**
 * A matrix from nested rows.
 * @param rows at least one row, all of one length ≥ 1
 * @returns [rows.length, rows[0].length]
 * @throws TypeError when it is not a list of lists of numbers; RangeError when rows differ in length or are empty
 */
export function matrix(rows: readonly (readonly number[] | Float64Array)[]): Matrix {
  if (!Array.isArray(rows) || rows.some((row) => !Array.isArray(row) && !(row instanceof Float64Array)))
    throw new TypeError("matrix: rows must be a list of lists of numbers, such as [[1, 2], [3, 4]]");
  const [n, d] = [rows.length, rows[0]?.length ?? 0];
  matrixSize("matrix", n, d);
  const odd = rows.findIndex((row) => row.length !== d);
  if (odd >= 0)
    throw new RangeError(
      `matrix: row 0 has ${d} numbers but row ${odd} has ${rows[odd]!.length}; all rows need the same length`,
    );
  return fromFunction([n, d], (i, j) => number("matrix", rows[i]![j], `row ${i}, column ${j}`));
}

/** A vector from a list of at least one number. */
export function vector(values: ArrayLike<number>): Vector {
  isList("vector", "values", values);
  dimension("vector", "the number of values", values.length);
  return ndarray(
    Float64Array.from(values, (x, i) => number("vector", x, `position ${i}`)),
    [values.length],
  );
}

/** Typed arrays turn everything else into a number without a word. */
function number(where: string, x: unknown, place: string): number {
  if (typeof x === "number") return x;
  throw new TypeError(
    `${where}: ${place} is ${JSON.stringify(x) ?? String(x)}; every entry must be a number`,
  );
}

/**
 * The matrix whose entry (i, j) is `f(i, j)`.
 * @param shape [rows, columns], such as another matrix' `A.shape`
 */
export function fromFunction(shape: readonly number[], f: (i: number, j: number) => number): Matrix {
  const [n, d] = shape as [number, number];
  matrixSize("fromFunction", n, d);
  const data = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) data[i * d + j] = f(i, j);
  return ndarray(data, [n, d]);
}

/**
 * All zeros.
 * @param shape [rows, columns], such as another matrix' `A.shape`
 */
export function zeros(shape: readonly number[]): Matrix {
  const [n, d] = shape as [number, number];
  matrixSize("zeros", n, d);
  return ndarray(new Float64Array(n * d), [n, d]);
}

/** Nested rows of plain numbers, for printing and for plots. */
export function toRows(A: Matrix): number[][] {
  isMatrix("toRows", "A", A);
  const [n, d] = A.shape as [number, number];
  return Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, j) => A.get(i, j)));
}

/** The numbers of A in row-major order: A's own memory when A is contiguous, else a copy. Read, do not write. */
export function rowMajor(A: Matrix): Float64Array {
  isMatrix("rowMajor", "A", A);
  const [n, d] = A.shape as [number, number];
  if (A.stride[1] === 1 && A.stride[0] === d && A.data instanceof Float64Array)
    return A.data.subarray(A.offset, A.offset + n * d);
  const copy = zeros([n, d]);
  ops.assign(copy, A);
  return copy.data;
}

/** Rows `from` up to, not including, `to`, as a view that shares memory. */
export function rows(A: Matrix, from: number, to: number): Matrix {
  range("rows", A, 0, from, to);
  return A.hi(to, A.shape[1]!).lo(from, 0);
}

/** Columns `from` up to, not including, `to`, as a view that shares memory. */
export function columns(A: Matrix, from: number, to: number): Matrix {
  range("columns", A, 1, from, to);
  return A.hi(A.shape[0]!, to).lo(0, from);
}

function range(where: string, A: Matrix, axis: 0 | 1, from: number, to: number): void {
  isMatrix(where, "A", A);
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= A.shape[axis]!))
    throw new RangeError(
      `${where}: ${from} to ${to} is not inside a matrix of shape [${A.shape}]; give 0 ≤ from < to ≤ ${A.shape[axis]}`,
    );
}

/** Aᵀ as a view that shares memory. */
export function transpose(A: Matrix): Matrix {
  isMatrix("transpose", "A", A);
  return A.transpose(1, 0);
}
