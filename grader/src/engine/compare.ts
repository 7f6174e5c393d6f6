/**
 * Is a result what was expected? Shape first, then finite, then tolerance: every number must satisfy
 * |a − b| ≤ atol + rtol |b|, written so that NaN, missing and foreign values fail.
 */
import type { NdArray } from "ndarray";
import { Unsupported } from "../call/wire.js";

/** How far a number may be off. Engines differ in the last digits of `Math.exp`. */
export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
}

/** Counts, indices and hashes. */
export const exact: Tolerance = { rtol: 0, atol: 0 };

const usual = { rtol: 1e-7, atol: 1e-9 };

/**
 * The first thing in which `actual` is not `expected`, as a sentence; undefined when they agree.
 * Matrices may come as nested rows, vectors as lists or typed arrays of any kind; a missing value is never right.
 */
export function difference(
  actual: unknown,
  expected: unknown,
  tolerance: Tolerance = {},
): string | undefined {
  return differ("", actual, expected, { ...usual, ...tolerance });
}

function differ(
  at: string,
  actual: unknown,
  expected: unknown,
  tol: Required<Tolerance>,
): string | undefined {
  const grid = gridOf(expected);
  if (grid) return gridDiffers(at, actual, grid, tol);
  if (typeof expected === "number") {
    if (typeof actual !== "number") return `${subject(at)} should be a number, but is ${describe(actual)}`;
    return close(actual, expected, tol) ? undefined : `${subject(at)} ${instead(expected, actual)}`;
  }
  if (Array.isArray(expected)) return listDiffers(at, actual, expected, tol);
  if (expected !== null && typeof expected === "object") return objectDiffers(at, actual, expected, tol);
  return Object.is(actual, expected)
    ? undefined
    : `${subject(at)} should be ${describe(expected)}, but is ${describe(actual)}`;
}

const subject = (at: string) =>
  at === "" ? "the result" : `\`${at.startsWith(".") ? at.slice(1) : `result${at}`}\``;

function close(a: number, b: number, { rtol, atol }: Required<Tolerance>): boolean {
  // An infinite b would allow for any distance.
  return a === b || (Number.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b));
}

/** Numbers with a shape of one or two axes. */
export interface Grid {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** A matrix, typed array or list of numbers as a grid; nested rows too, when `nested`. Undefined otherwise. */
export function gridOf(value: unknown, { nested = false } = {}): Grid | undefined {
  if (ArrayBuffer.isView(value))
    return { shape: [(value as Float64Array).length], data: value as Float64Array };
  if (isMatrix(value)) return { shape: value.shape, data: value.data };
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every((x) => typeof x === "number")) return { shape: [value.length], data: value };
  if (!nested) return undefined;
  const rows = value.map((row) => gridOf(row));
  const d = rows[0]?.shape[0];
  if (!rows.every((row) => row?.shape.length === 1 && row.shape[0] === d)) return undefined;
  return { shape: [rows.length, d!], data: rows.flatMap((row) => Array.from(row!.data)) };
}

/** A matrix or nested rows as lists of numbers; an empty list when it is neither. */
export function asRows(value: unknown): number[][] {
  const grid = gridOf(value, { nested: true });
  if (grid?.shape.length !== 2) return [];
  const [n, d] = grid.shape as [number, number];
  return Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, k) => grid.data[i * d + k]!));
}

const isMatrix = (value: unknown): value is NdArray<Float64Array> =>
  typeof value === "object" &&
  value !== null &&
  Array.isArray((value as NdArray).shape) &&
  "stride" in value &&
  ArrayBuffer.isView((value as NdArray).data);

function gridDiffers(
  at: string,
  actual: unknown,
  expected: Grid,
  tol: Required<Tolerance>,
): string | undefined {
  const got = gridOf(actual, { nested: true });
  const want = `[${expected.shape}]`;
  if (!got)
    return `${subject(at)} should be ${expected.shape.length === 2 ? "a matrix" : "a list of numbers"} of shape ${want}, but is ${describe(actual)}`;
  if (got.shape.join() !== expected.shape.join()) {
    const turned =
      got.shape.length === 2 && got.shape[0] === expected.shape[1] && got.shape[1] === expected.shape[0];
    return `${subject(at)} should have shape ${want}, but has [${got.shape}]${turned ? ": rows and columns are swapped" : ""}`;
  }
  const n = expected.data.length;
  let [wrong, first, notFinite] = [0, -1, 0];
  for (let i = 0; i < n; i++) {
    if (close(got.data[i]!, expected.data[i]!, tol)) continue;
    if (!Number.isFinite(got.data[i])) notFinite++;
    if (wrong++ === 0) first = i;
  }
  if (wrong === 0) return undefined;
  const cols = expected.shape[1];
  const place = cols === undefined ? `[${first}]` : `[${Math.floor(first / cols)}][${first % cols}]`;
  const which =
    n === 1
      ? ""
      : `${wrong} of ${n} numbers differ${notFinite > 0 ? `, ${notFinite} of them not finite` : ""}; the first is `;
  return `${which}${subject(at + place)}: it ${instead(expected.data[first]!, got.data[first]!)}`;
}

function listDiffers(
  at: string,
  actual: unknown,
  expected: readonly unknown[],
  tol: Required<Tolerance>,
): string | undefined {
  const list = ArrayBuffer.isView(actual) ? Array.from(actual as Float64Array) : actual;
  if (!Array.isArray(list)) return `${subject(at)} should be a list, but is ${describe(actual)}`;
  if (list.length !== expected.length)
    return `${subject(at)} should have ${expected.length} entries, but has ${list.length}`;
  for (let i = 0; i < expected.length; i++) {
    const found = differ(`${at}[${i}]`, list[i], expected[i], tol);
    if (found) return found;
  }
  return undefined;
}

function objectDiffers(
  at: string,
  actual: unknown,
  expected: object,
  tol: Required<Tolerance>,
): string | undefined {
  if (actual === null || typeof actual !== "object" || Array.isArray(actual))
    return `${subject(at)} should be an object with ${Object.keys(expected).join(", ")}, but is ${describe(actual)}`;
  for (const [name, value] of Object.entries(expected)) {
    if (!Object.hasOwn(actual, name)) return `${subject(at)} lacks the property \`${name}\``;
    const found = differ(`${at}.${name}`, (actual as Record<string, unknown>)[name], value, tol);
    if (found) return found;
  }
  return undefined;
}

/**
 * A number to read: short where it is exact, else `digits` digits. What is not whole never looks whole at the
 * size of counts (282842.7), and round numbers from a billion on are powers of ten (1.9e13).
 */
export function show(x: number, digits = 6): string {
  return plainly(x, digits).replaceAll("-", "−").replace("e+", "e").replace("Infinity", "∞");
}

function plainly(x: number, digits: number): string {
  const short = String(x);
  if (!Number.isFinite(x)) return short;
  const size = Math.abs(x);
  if (Number.isInteger(x)) {
    const power = x.toExponential().replace("e+", "e");
    return size >= 1e9 && power.length + 3 < short.length ? power : short;
  }
  if (short.length <= 8) return short;
  if (size >= 1e9) return Number(x.toPrecision(digits)).toExponential();
  const rounded = Number(x.toPrecision(digits));
  return Number.isInteger(rounded) && size >= 10 ** (digits - 2) ? x.toFixed(1) : String(rounded);
}

/** How many digits it takes to tell two numbers apart. */
export const digitsToTell = (a: number, b: number): number => {
  const seen = (x: number, digits: number) => show(x, digits).replace(/\.0$/, "");
  return [6, 9, 12, 15, 17].find((digits) => seen(a, digits) !== seen(b, digits)) ?? 17;
};

/** "should be a, but is b", with as many digits as it takes to tell them apart. */
function instead(expected: number, actual: number): string {
  const enough = digitsToTell(expected, actual);
  return `should be ${show(expected, enough)}, but is ${show(actual, enough)}`;
}

/** A value in a few words. */
export function describe(value: unknown): string {
  if (value instanceof Unsupported) return value.what;
  const grid = gridOf(value);
  if (grid && grid.shape.length === 2) return `a matrix of shape [${grid.shape}]`;
  if (grid && grid.data.length <= 8) return `[${Array.from(grid.data, (x) => show(x)).join(", ")}]`;
  if (grid) return `a list of ${grid.data.length} numbers`;
  if (typeof value === "number") return show(value);
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length} entries`;
  if (value !== null && typeof value === "object")
    return `an object with ${Object.keys(value).slice(0, 6).join(", ") || "no properties"}`;
  return String(value);
}
