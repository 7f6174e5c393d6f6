/** Values in a report: inputs by their names, what was expected beside what came, and the difference. */
import type { Cell, Grid, Named } from "../feedback/blocks.js";
import { named } from "../feedback/values.js";
import { versus } from "../feedback/versus.js";
import type { Shown } from "../result/index.js";
import { escapeHtml, plain } from "../text/plain.js";

type Argument = { readonly name: string; readonly value: Shown };

export const inputsHtml = (args: readonly Argument[]): string =>
  valuesHtml(args.map(({ name, value }) => asNamed(plain(name, 60), value)));

/** Nothing when the sentence of the comparison says it all, as for two numbers. */
export function comparedHtml(expected: Shown | undefined, actual: Shown | undefined): string {
  if (expected === undefined && actual === undefined) return "";
  if (typeof expected === "object" && typeof actual === "object")
    return valuesHtml(versus(numbers(expected), numbers(actual)));
  if (typeof expected === "string" && typeof actual === "string") {
    if (isSimple(expected) && isSimple(actual)) return "";
    const grid = properties(plain(expected), plain(actual));
    if (grid) return valuesHtml([{ name: "", shown: grid }]);
  }
  const both = { expected, yours: actual };
  return valuesHtml(
    Object.entries(both).flatMap(([name, value]) => (value === undefined ? [] : [asNamed(name, value)])),
  );
}

const asNamed = (name: string, value: Shown): Named =>
  typeof value === "string" ? { name, shown: { text: plain(value) } } : named(name, numbers(value));

/** As the feedback knows them: a matrix, or a list. */
function numbers({ shape, data }: Exclude<Shown, string>): unknown {
  const all = Float64Array.from(data, Number);
  return shape.length === 2 && shape[0]! * shape[1]! === data.length
    ? { shape, stride: [shape[1], 1], data: all }
    : all;
}

const isSimple = (text: string) =>
  text.length < 30 && /^(−?[\d.e+−]+|−?∞|NaN|true|false|null|undefined)$/.test(text);

/** `{ reads: 4, writes: 2 }`, twice, as a table with a column a property. */
function properties(expected: string, actual: string): Grid | undefined {
  const [want, got] = [propertiesOf(expected), propertiesOf(actual)];
  if (!want || !got) return undefined;
  const names = [...want.keys()];
  if (names.join() !== [...got.keys()].join()) return undefined;
  return {
    columns: names,
    rows: ["expected", "yours"],
    cells: [
      names.map((name) => ({ text: want.get(name)! })),
      names.map((name) => ({ text: got.get(name)!, off: got.get(name) !== want.get(name) })),
    ],
  };
}

function propertiesOf(text: string): Map<string, string> | undefined {
  const inside = /^\{ (\w+: [^{}[\],]+(?:, \w+: [^{}[\],]+)*) \}$/.exec(text)?.[1];
  return inside === undefined
    ? undefined
    : new Map(inside.split(", ").map((part) => part.split(": ", 2) as [string, string]));
}

function valuesHtml(values: readonly Named[]): string {
  if (values.length === 0) return "";
  const tinted = values.some(
    ({ shown }) =>
      "svg" in shown || ("cells" in shown && shown.cells.flat().some(({ tint }) => tint !== undefined)),
  );
  const notes = values.flatMap(({ note }) => (note === undefined ? [] : [`${escapeHtml(note)}.`]));
  const key = tinted ? '<span class="key l5"></span>+ too large <span class="key s5"></span>− too small' : "";
  const foot = notes.length > 0 || key ? `<p class="small quiet">${notes.join(" ")} ${key}</p>` : "";
  return `<div class="values">${values.map(valueHtml).join("")}</div>${foot}`;
}

function valueHtml({ name, shape, shown }: Named): string {
  const label = escapeHtml([name, shape].filter(Boolean).join(" "));
  if ("text" in shown)
    return `<div class="text">${label ? `${label} = ` : ""}${escapeHtml(shown.text)}</div>`;
  const title = label ? `<div class="name">${label}</div>` : "";
  const picture =
    "svg" in shown
      ? shown.svg.replace("<svg ", `<svg role="img" aria-label="${escapeHtml(shown.alt)}" `)
      : gridHtml(shown, label);
  const scrolls = "cells" in shown && widthOf(shown) > narrow;
  const region = scrolls ? ` class="scroll" role="group" tabindex="0" aria-label="${label || "values"}"` : "";
  return `<div${region}>${title}${picture}</div>`;
}

/** Pixels of a table that a phone has room for; an estimate is enough, since one that can be reached does no harm. */
const narrow = 260;
const widthOf = ({ columns = [], rows = [], cells }: Grid): number => {
  const lengths = [columns, ...cells.map((row) => row.map(({ text }) => text))].map((row) =>
    row.reduce((sum, text) => sum + 8 * text.length + 16, 0),
  );
  return Math.max(...lengths) + (rows.length > 0 ? 8 * Math.max(...rows.map((text) => text.length)) : 0);
};

function gridHtml({ columns, rows, cells }: Grid, label: string): string {
  const th = (text: string, side: "col" | "row") => `<th scope="${side}">${escapeHtml(text)}</th>`;
  const head = columns
    ? `<thead><tr>${rows ? "<td></td>" : ""}${columns.map((text) => th(text, "col")).join("")}</tr></thead>`
    : "";
  const lines = cells.map(
    (row, i) => `<tr>${rows ? th(rows[i]!, "row") : ""}${row.map(cellHtml).join("")}</tr>`,
  );
  return `<table${label ? ` aria-label="${label}"` : ""}>${head}<tbody>${lines.join("")}</tbody></table>`;
}

function cellHtml({ text, tint, off }: Cell): string {
  const level = tint === undefined ? 0 : Math.ceil(5 * Math.min(1, Math.abs(tint)));
  const kinds = [level > 0 ? `${tint! > 0 ? "l" : "s"}${level}` : "", off ? "off" : ""].filter(Boolean);
  return `<td${kinds.length > 0 ? ` class="${kinds.join(" ")}"` : ""}>${escapeHtml(text)}</td>`;
}
