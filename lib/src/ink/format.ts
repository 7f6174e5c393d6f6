/** Numbers as people write them in sentences and on axes: 57,344 · 33.55 MB · 18 GiB · −0.48. */

const minus = (text: string) => text.replace("-", "−");
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ",");

function mustBeNumber(where: string, value: number): void {
  if (typeof value !== "number" || Number.isNaN(value))
    throw new TypeError(`${where}: expected a number, not ${Number.isNaN(value) ? "NaN" : typeof value}`);
}

/** A whole number with its thousands grouped: 57344 → "57,344". @throws RangeError when it is not whole */
export function int(n: number): string {
  mustBeNumber("int", n);
  if (!Number.isInteger(n)) throw new RangeError(`int: ${n} is not a whole number; use fixed(${n}, digits)`);
  return minus(`${n < 0 ? "-" : ""}${grouped(Math.abs(n).toFixed(0))}`);
}

/** A whole number with its noun: count(1, "key") → "1 key", count(4096, "query", "queries") → "4,096 queries". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${int(n)} ${n === 1 ? one : many}`;

/** A number with `digits` decimals: fixed(−0.48351, 2) → "−0.48"; ±∞ as such; never "−0.00". */
export function fixed(x: number, digits = 2): string {
  mustBeNumber("fixed", x);
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  const [whole, decimals] = Math.abs(x).toFixed(digits).split(".") as [string, string?];
  const text = decimals === undefined ? grouped(whole) : `${grouped(whole)}.${decimals}`;
  return x < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Numbers side by side, NaN included: list([−1, 0.125]) → "−1, 0.125"; with digits, each with as many decimals. */
export const list = (values: ArrayLike<number>, digits?: number): string =>
  Array.from(values, (x) =>
    Number.isNaN(x) ? "NaN" : digits === undefined ? minus(String(x)) : fixed(x, digits),
  ).join(", ");

/** A fraction as a percentage: percent(0.151855, 2) → "15.19 %". */
export const percent = (fraction: number, digits = 0): string => `${fixed(100 * fraction, digits)} %`;

/** `digits` significant digits without trailing zeros: 33.554432 → "33.55", 200 → "200". */
export function significant(x: number, digits = 4): string {
  mustBeNumber("significant", x);
  if (!Number.isFinite(x) || x === 0) return fixed(x, 0);
  const decimals = Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x)))));
  const text = fixed(x, decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** The largest unit that leaves at least 1 in front of it, also after rounding (999,999 B is 1 MB). */
function scaled(x: number, base: number, units: readonly string[], digits: number): string {
  let [rest, k] = [x, 0];
  while (k < units.length - 1 && Number(Math.abs(rest).toPrecision(digits)) >= base) {
    rest /= base;
    k++;
  }
  return `${significant(rest, digits)} ${units[k]}`.trimEnd();
}

/** Bytes in decimal units: 33554432 → "33.55 MB". */
export const bytes = (n: number, digits = 4): string =>
  scaled(n, 1000, ["B", "kB", "MB", "GB", "TB", "PB", "EB"], digits);

/** Bytes in binary units: 19327352832 → "18 GiB". */
export const bytesBinary = (n: number, digits = 4): string =>
  scaled(n, 1024, ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"], digits);

/** A quantity with an SI prefix: si(1.5593472e14, "FLOP/s") → "155.9 TFLOP/s", si(5.9e-6, "s") → "5.9 µs". */
export function si(x: number, unit = "", digits = 4): string {
  mustBeNumber("si", x);
  const small = ["", "m", "µ", "n", "p", "f"];
  let k = 0;
  while (x !== 0 && Number((Math.abs(x) * 1000 ** k).toPrecision(digits)) < 1 && k < small.length - 1) k++;
  if (k > 0) return `${significant(x * 1000 ** k, digits)} ${small[k]}${unit}`.trimEnd();
  const prefixes = ["", "k", "M", "G", "T", "P", "E"].map((prefix) => prefix + unit);
  return scaled(x, 1000, prefixes, digits);
}

/** Digits, and a minus, lowered or raised. */
const shifted = (n: number, digits: string, minus: string) =>
  [...String(n)].map((c) => (c === "-" ? minus : [...digits][Number(c)])).join("");

/** 10 to the power k, for axes: power10(9) → "10⁹". */
export const power10 = (k: number): string => `10${shifted(k, "⁰¹²³⁴⁵⁶⁷⁸⁹", "⁻")}`;

/** A whole number as an index: subscript(12) → "₁₂". */
export const subscript = (n: number): string => shifted(n, "₀₁₂₃₄₅₆₇₈₉", "₋");
