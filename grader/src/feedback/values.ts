/** Values as a person reads them: small matrices as tables, long lists shortened, devices in words. */

import { Unsupported } from "../call/wire.js";
import { describe, gridOf, show } from "../engine/compare.js";
import { isPort, type Port } from "../ports/port.js";
import type { Cell, Grid, Named, Shown } from "./blocks.js";
import { caps } from "./caps.js";

/** A value under its name, with its shape where it has one. */
export function named(name: string, value: unknown): Named {
  const grid = gridOf(value);
  const shape =
    grid && (grid.shape.length === 2 || grid.data.length > caps.entries)
      ? `[${grid.shape.join(", ")}]`
      : undefined;
  return { name, ...(shape ? { shape } : {}), shown: shown(value) };
}

export function shown(value: unknown): Shown {
  if (isPort(value)) return { text: port(value) };
  const grid = gridOf(value);
  if (grid?.shape.length === 2)
    return table(grid.shape as [number, number], (i, j) => number(grid.data[i * grid.shape[1]! + j]!));
  return { text: inline(value) };
}

/** The entries of a matrix [n, d] as a table; of a large one the first, with dots for the rest. */
export function table([n, d]: readonly [number, number], text: (i: number, j: number) => string): Grid {
  const rows = n > caps.side ? caps.cut : n;
  const cols = d > caps.side ? caps.cut : d;
  const texts = aligned(
    Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => text(i, j))),
  );
  const cells: Cell[][] = texts.map((row) => [...row, ...(cols < d ? ["…"] : [])].map((text) => ({ text })));
  return { cells: rows < n ? [...cells, cells[0]!.map(() => ({ text: "…" }))] : cells };
}

/** Four decimals are enough to see; whole numbers stay whole. */
export const number = (x: number): string => {
  const size = Math.abs(x);
  if (Number.isInteger(x) || !Number.isFinite(x) || size < 1e-3 || size >= 1e5) return show(x, 3);
  return show(Number(x.toFixed(4)), 9);
};

/** Numbers of one table with as many decimals each, so that their points stand in one line. */
export function aligned(texts: readonly (readonly string[])[]): string[][] {
  const plain = /^[+−]?\d+(?:\.(\d+))?$/;
  const decimals = Math.max(0, ...texts.flat().map((text) => plain.exec(text)?.[1]?.length ?? 0));
  const padded = (text: string) => {
    const match = plain.exec(text);
    if (!match || decimals === 0) return text;
    return `${text}${match[1] === undefined ? "." : ""}${"0".repeat(decimals - (match[1]?.length ?? 0))}`;
  };
  return texts.map((row) => row.map(padded));
}

/** A value in one line, or in one line an entry where entries are objects. */
export function inline(value: unknown, depth = 0): string {
  if (value instanceof Unsupported) return value.what;
  if (typeof value === "number") return show(value, 6);
  if (typeof value === "string") return JSON.stringify(clipped(value, caps.value));
  if (ArrayBuffer.isView(value)) return list(value as Float64Array, (x) => show(x));
  if (Array.isArray(value)) return entries(value, depth);
  if (value === null || typeof value !== "object") return String(value);
  if (gridOf(value)) return describe(value);
  if (depth > 3) return "{ … }";
  const parts = shortened(
    Object.keys(value),
    caps.entries,
    (name) => `${clipped(name, caps.name)}: ${inline((value as Record<string, unknown>)[name], depth + 1)}`,
  );
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

export const clipped = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

function entries(value: readonly unknown[], depth: number): string {
  if (depth > 3) return "[ … ]";
  const text = (entry: unknown) => inline(entry, depth + 1);
  const line = list(value, text);
  const wide = depth === 0 && line.length > 72 && value.some((x) => typeof x === "object" && x !== null);
  return wide ? `[\n  ${shortened(value, caps.lines, text).join(",\n  ")}\n]` : line;
}

const list = <T>(values: ArrayLike<T>, text: (value: T) => string) =>
  `[${shortened(values, caps.entries, text).join(", ")}]`;

/** The texts of the first `length` − 1 and the last, with what is left out between them. */
function shortened<T>(values: ArrayLike<T>, length: number, text: (value: T) => string): string[] {
  const n = values.length;
  const first = Array.from({ length: n > length + 1 ? length - 1 : n }, (_, k) => text(values[k]!));
  return first.length === n ? first : [...first, `… ${n - length} more …`, text(values[n - 1]!)];
}

/** A device or function that the grader passes in. */
function port(value: Port): string {
  if (value.kind === "function") return "a function of the grader’s";
  const { arrays, sram } = value.open().call("describe", []) as {
    arrays: { name: string; rows: number; cols: number }[];
    sram: number;
  };
  const inputs = arrays.filter(({ name }) => "QKV".includes(name));
  return `a device with ${inputs.map(({ name, rows, cols }) => `${name} [${rows}, ${cols}]`).join(", ")} in HBM and SRAM for ${show(sram)} elements`;
}
