/**
 * How matrices and vectors are printed: `[6, 4]` and aligned columns, where Node would list ndarray's insides one
 * number a line. Node asks the value itself, wherever it stands: alone, in a list, in console.log.
 */
import ndarray, { type NdArray } from "ndarray";

/** util.inspect.custom, as Node's own code finds it. */
const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/** More rows or columns are cut: the first ones and the last are printed. */
const most = { rows: 16, columns: 10 };
/** Digits after the point, at most. */
const digits = 4;

/** @param A of one or two dimensions */
export function printed(A: NdArray): string {
  const [n, d] = A.dimension === 1 ? [1, A.shape[0]!] : (A.shape as [number, number]);
  const at = (i: number, j: number): number => Number(A.dimension === 1 ? A.get(j) : A.get(i, j));
  const [rows, columns] = [shownOf(n, most.rows), shownOf(d, most.columns)];
  const values = rows.map((i) => columns.map((j) => (i < 0 || j < 0 ? undefined : at(i, j))));
  const write = writer(values.flat().filter((x) => x !== undefined));
  const cells = values.map((row) => row.map((x) => (x === undefined ? "…" : write(x))));
  const widths = columns.map((_, k) => Math.max(...cells.map((row) => row[k]!.length)));
  const lines = cells.map((row) => row.map((text, k) => text.padStart(widths[k]!)).join("  "));
  const name = A.dimension === 1 ? "Vector" : "Matrix";
  const kind = A.dtype === "float64" ? "" : ` ${A.dtype}`;
  return [`${name} [${A.shape.join(", ")}]${kind}`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/** Indices, with −1 for those that are left out. */
function shownOf(n: number, most: number): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return [...Array.from({ length: most - 2 }, (_, i) => i), -1, n - 1];
}

/** All numbers with the same number of digits after the point, as few as they need. */
function writer(values: readonly number[]): (x: number) => string {
  const sizes = values.map(Math.abs).filter((x) => x > 0 && Number.isFinite(x));
  if (Math.max(...sizes, 0) >= 1e9 || Math.min(...sizes, 1) < 10 ** -digits)
    return (x) =>
      x === 0 || !Number.isFinite(x) ? special(x) : x.toExponential(digits - 1).replaceAll("-", "−");
  const places = Math.max(0, ...values.map((x) => placesOf(x)));
  return (x) => (Number.isFinite(x) ? x.toFixed(places).replace("-", "−") : special(x));
}

/** Digits after the point that say something. */
const placesOf = (x: number) => /\.(\d*[1-9])/.exec(x.toFixed(digits))?.[1]?.length ?? 0;

const special = (x: number) => String(x).replace("Infinity", "∞").replace("-", "−");

/**
 * Lets Node ask. ndarray has a class for each kind of number and each dimension; these are those that a reader meets.
 */
export function letNodePrint(): void {
  for (const Data of [Float64Array, Float32Array, Array<number>])
    for (const shape of [[1], [1, 1]])
      Object.defineProperty(Object.getPrototypeOf(ndarray(new Data(1), shape)), inspectCustom, {
        configurable: true,
        value(this: NdArray) {
          return printed(this);
        },
      });
}
