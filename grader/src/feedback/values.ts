/** Values as a person reads them: small matrices as tables, long lists shortened, devices in words. */
import { describe, gridOf, show } from "../engine/compare.js";
import { Unsupported } from "../guest/wire.js";
import { isPort, type Port } from "../ports/port.js";
import { tame } from "../text/prose.js";
import type { Grid, Named, Shown } from "./blocks.js";

/** The most rows and columns, entries, and characters that are shown. */
export const most = { side: 8, cut: 6, entries: 16, lines: 8, chars: 160 };

/** A value under its name, with its shape where it has one. */
export function named(name: string, value: unknown): Named {
  const grid = gridOf(value);
  const shape =
    grid && (grid.shape.length === 2 || grid.data.length > most.entries)
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
  const rows = n > most.side ? most.cut : n;
  const cols = d > most.side ? most.cut : d;
  const texts = aligned(
    Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => text(i, j))),
  );
  const cells = texts.map((row) => [...row, ...(cols < d ? ["…"] : [])].map((text) => ({ text })));
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
  if (typeof value === "string")
    return tame(JSON.stringify(value.length > most.chars ? `${value.slice(0, most.chars)}…` : value));
  if (ArrayBuffer.isView(value)) return list(Array.from(value as Float64Array, (x) => show(x)));
  if (Array.isArray(value)) return entries(value, depth);
  if (value === null || typeof value !== "object") return String(value);
  if (gridOf(value)) return describe(value);
  if (depth > 3) return "{ … }";
  const parts = Object.entries(value).map(([name, part]) => `${tame(name)}: ${inline(part, depth + 1)}`);
  return parts.length === 0 ? "{}" : `{ ${shortened(parts, most.entries).join(", ")} }`;
}

function entries(value: readonly unknown[], depth: number): string {
  if (depth > 3) return "[ … ]";
  const texts = value.map((entry) => inline(entry, depth + 1));
  const wide =
    depth === 0 && texts.join(", ").length > 70 && value.some((x) => typeof x === "object" && x !== null);
  return wide ? `[\n  ${shortened(texts, most.lines).join(",\n  ")}\n]` : list(texts);
}

const list = (texts: readonly string[]) => `[${shortened(texts, most.entries).join(", ")}]`;

const shortened = (texts: readonly string[], length: number) =>
  texts.length > length + 1
    ? [...texts.slice(0, length - 1), `… ${texts.length - length} more …`, texts.at(-1)!]
    : texts;

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
