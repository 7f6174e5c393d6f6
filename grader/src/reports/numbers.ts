/** Values in a report: small grids as tables, the difference of two as a heat map. */
import { heatSvg } from "../feedback/heat-svg.js";
import type { Shown } from "../result/index.js";
import { escapeHtml } from "./plain.js";

type Grid = Exclude<Shown, string>;

/** A larger side than this is cut in tables; the heat map shows it all. */
const mostSide = 8;

const numeral = (x: number): string =>
  !Number.isFinite(x)
    ? String(x)
    : String(Number.isInteger(x) ? x : Number(x.toPrecision(6))).replace("-", "−");

export function valueHtml(value: Shown): string {
  if (typeof value === "string") return `<code>${escapeHtml(value)}</code>`;
  const [rows, cols] = sizeOf(value);
  const at = (i: number, j: number) => `<td>${numeral(Number(value.data[i * cols + j] ?? Number.NaN))}</td>`;
  const indices = (n: number) => Array.from({ length: Math.min(n, mostSide) }, (_, i) => i);
  const more = (n: number) => (n > mostSide ? "<td>…</td>" : "");
  const lines = indices(rows).map(
    (i) =>
      `<tr>${indices(cols)
        .map((j) => at(i, j))
        .join("")}${more(cols)}</tr>`,
  );
  const last = rows > mostSide ? "<tr><td>…</td></tr>" : "";
  return `<div class="scroll"><table class="numbers">${lines.join("")}${last}</table></div>`;
}

/** Vermilion where a number is too large, blue where it is too small; nothing when there is nothing to compare. */
export function heatMap(expected: Shown, actual: Shown): string {
  if (typeof expected === "string" || typeof actual === "string") return "";
  if (expected.shape.join() !== actual.shape.join() || expected.data.length < 2) return "";
  const [rows, cols] = sizeOf(expected);
  const off = expected.data.map((want, i) => {
    const off = Number(actual.data[i]) - Number(want);
    return want === actual.data[i] ? 0 : Number.isNaN(off) ? Infinity : off;
  });
  const most = Math.max(...off.map((x) => (Number.isFinite(x) ? Math.abs(x) : 0)), 1e-12);
  return heatSvg([rows, cols], (i, j) => {
    const x = off[i * cols + j]! / most;
    return Math.abs(x) < 1e-6 ? 0 : Math.max(-1, Math.min(1, x));
  });
}

const sizeOf = ({ shape }: Grid): [number, number] =>
  shape.length === 2 ? [shape[0]!, shape[1]!] : [1, shape[0] ?? 0];
