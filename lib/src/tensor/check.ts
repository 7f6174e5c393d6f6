/** What every public function checks before it computes, each in one clear sentence. */
import type { NdArray } from "ndarray";

const seen = (value: unknown): string => {
  if (value instanceof Float64Array) return `a Float64Array of length ${value.length}`;
  if (Array.isArray(value)) return `a list of length ${value.length}`;
  if (typeof value === "object" && value !== null && Array.isArray((value as NdArray).shape))
    return `an ndarray of shape [${(value as NdArray).shape}]`;
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
};

/** A whole number ≥ `least` (default 1), such as a length, a block size or a count. */
export function dimension(where: string, name: string, value: number, least = 1): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`${where}: ${name} must be a whole number of at least ${least}, not ${seen(value)}`);
}

/** A finite number, above zero unless `{ sign: "any" }`. */
export function finite(
  where: string,
  name: string,
  value: number,
  { sign = "positive" }: { sign?: "positive" | "any" | "not negative" } = {},
): void {
  const fits = Number.isFinite(value) && (sign === "any" || (sign === "positive" ? value > 0 : value >= 0));
  if (!fits)
    throw new RangeError(
      `${where}: ${name} must be a finite${sign === "any" ? "" : `, ${sign}`} number, not ${seen(value)}`,
    );
}

/** A probability or a fraction: 0 ≤ value ≤ 1. */
export function fraction(where: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`${where}: ${name} must lie between 0 and 1, not ${seen(value)}`);
}

/** A list or typed array of numbers, of any length. */
export function isList(where: string, name: string, value: ArrayLike<number>): void {
  if (typeof value === "string" || typeof value?.length !== "number")
    throw new TypeError(`${where}: ${name} must be a list of numbers, not ${seen(value)}`);
}

/** The size of a new matrix: at least one row and one column. */
export function matrixSize(where: string, n: number, d: number): void {
  dimension(where, "the number of rows", n);
  dimension(where, "the number of columns", d);
}

/** A two-dimensional ndarray with at least one row and one column. */
export function isMatrix(where: string, name: string, value: NdArray): void {
  if (!Array.isArray(value?.shape) || value.shape.length !== 2)
    throw new TypeError(`${where}: ${name} must be a matrix [rows, columns], not ${seen(value)}`);
  if (value.shape.some((n) => n < 1))
    throw new RangeError(`${where}: ${name} is [${value.shape}]; it needs at least one row and one column`);
}

/**
 * The shapes of attention's inputs: Q [N, d], K [M, d], V [M, dv].
 * @returns those four sizes
 */
export function attentionShapes(where: string, Q: NdArray, K: NdArray, V: NdArray) {
  isMatrix(where, "Q", Q);
  isMatrix(where, "K", K);
  isMatrix(where, "V", V);
  const [N, d] = Q.shape as [number, number];
  const [M, dv] = V.shape as [number, number];
  if (K.shape[1] !== d)
    throw new RangeError(
      `${where}: Q is [${Q.shape}] but K is [${K.shape}]; they need the same number of columns d`,
    );
  if (K.shape[0] !== M)
    throw new RangeError(
      `${where}: K is [${K.shape}] but V is [${V.shape}]; they need the same number of rows`,
    );
  return { N, d, M, dv };
}
