/** Feedback for notebooks. Styles are inline and follow the page's colours, so that it suits light and dark. */
import { escapeHtml } from "long-attention/ink/escape.js";
import { proseHtml } from "../text/prose.js";
import {
  type Block,
  type Cell,
  type CheckLine,
  type Grid,
  type Named,
  type State,
  slipTitle,
} from "./blocks.js";
import { tooLarge, tooSmall } from "./heat-svg.js";
import { signs } from "./text.js";

/** White letters on these have a contrast of at least 4.5, on every page. */
const badgeColour: Readonly<Record<State, string>> = {
  passed: "#00694D",
  failed: "#A84600",
  "not run": "#59616e",
  "not started": "#59616e",
};

const edge: Readonly<Record<State, string>> = {
  passed: "#009E73",
  failed: "#D55E00",
  "not run": "#808080",
  "not started": "#808080",
};

const wash: Readonly<Record<State, string>> = {
  passed: "rgba(0, 158, 115, 0.08)",
  failed: "rgba(213, 94, 0, 0.06)",
  "not run": "rgba(128, 128, 128, 0.08)",
  "not started": "rgba(128, 128, 128, 0.08)",
};

const line = "1px solid rgba(128, 128, 128, 0.45)";
const mono = "font-family: var(--jp-code-font-family, ui-monospace, monospace); font-size: 12px";
const quiet = "opacity: 0.8";

export function asHtml(blocks: readonly Block[]): string {
  const state = blocks.find((block) => block.kind === "head")?.state ?? "not run";
  return (
    `<div style="max-width: 820px; margin: 6px 0; padding: 8px 16px; border-left: 4px solid ${edge[state]}; border-radius: 4px; background: ${wash[state]}; line-height: 1.45">` +
    `${blocks.map(html).join("")}</div>`
  );
}

function html(block: Block): string {
  switch (block.kind) {
    case "head":
      return `<div style="margin: 2px 0 6px">${badge(block.state)} <strong>${escapeHtml(block.title)}</strong><div style="margin-top: 2px">${escapeHtml(block.result)}</div></div>`;
    case "checks":
      return `<ul style="list-style: none; margin: 6px 0; padding: 0">${block.lines.map(checkHtml).join("")}</ul>`;
    case "slip":
      return (
        `<div role="note" style="margin: 10px 0; padding: 8px 14px; border: 1px solid #E69F00; border-left-width: 4px; border-radius: 4px; background: rgba(230, 159, 0, 0.14)">` +
        `<strong>${slipTitle(block.part)}</strong> ${proseHtml(block.text)}</div>`
      );
    case "heading":
      return `<div style="margin: 12px 0 2px"><strong>${proseHtml(block.text)}</strong></div>`;
    case "say":
      return `<p style="margin: 4px 0">${proseHtml(block.text)}</p>`;
    case "quote":
      return pre(block.text, edge.failed);
    case "code":
      return pre(block.text, "#808080", "white-space: pre; overflow-x: auto");
    case "line":
      return (
        `<div style="margin: 6px 0 2px">${escapeHtml(block.place)}</div>` +
        (block.source === undefined ? "" : pre(`${block.line} | ${block.source.trim()}`, "#808080"))
      );
    case "values":
      return valuesHtml(block.values);
    case "foot":
      return `<div style="margin: 10px 0 2px; font-size: 0.93em">${block.lines.map((text) => `<div>${proseHtml(text)}</div>`).join("")}</div>`;
  }
}

const badge = (state: State, small = false) =>
  `<span style="display: inline-block; min-width: ${small ? "5em" : "0"}; padding: 0 8px; border-radius: 9px; font-size: ${small ? "11px" : "12px"}; line-height: 18px; color: #fff; background: ${badgeColour[state]}">${signs[state]} ${state}</span>`;

const checkHtml = ({ state, title, hidden }: CheckLine) =>
  `<li style="margin: 3px 0">${badge(state, true)} ${proseHtml(title)}${hidden ? ` <span style="${quiet}">(hidden)</span>` : ""}</li>`;

/** JupyterLab breaks the words of outputs anywhere; here only one that is longer than its line. */
const wrapping = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere";

const pre = (text: string, colour: string, wrap = wrapping) =>
  `<pre style="margin: 4px 0; padding: 4px 10px; border-left: 3px solid ${colour}; background: rgba(128, 128, 128, 0.12); ${mono}; ${wrap}">${escapeHtml(text)}</pre>`;

function valuesHtml(values: readonly Named[]): string {
  const tinted = values.some(
    ({ shown }) =>
      "svg" in shown || ("cells" in shown && shown.cells.flat().some(({ tint }) => tint !== undefined)),
  );
  const notes = values.flatMap(({ note }) => (note ? [note] : []));
  const key = tinted ? ` ${swatch(tooLarge)} + too large ${swatch(tooSmall)} − too small` : "";
  return (
    `<div style="display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: flex-start; margin: 4px 0">${values.map(valueHtml).join("")}</div>` +
    (notes.length > 0 || key
      ? `<div style="margin: 2px 0 4px; font-size: 0.93em">${notes.map((note) => `${escapeHtml(note)}.`).join(" ")}${key}</div>`
      : "")
  );
}

const swatch = ([r, g, b]: readonly [number, number, number]) =>
  `<span style="display: inline-block; width: 10px; height: 10px; margin-left: 10px; background: rgb(${r}, ${g}, ${b})"></span>`;

function valueHtml({ name, shape, shown }: Named): string {
  const label = [name, shape].filter(Boolean).join(" ");
  if ("text" in shown && !shown.text.includes("\n"))
    return `<div style="flex: 0 0 100%; min-width: 0; ${mono}; ${wrapping}">${escapeHtml(label ? `${label} = ${shown.text}` : shown.text)}</div>`;
  const title = label ? `<div style="font-size: 0.93em; margin-bottom: 2px">${escapeHtml(label)}</div>` : "";
  if ("text" in shown)
    return `<div style="flex: 0 1 100%; min-width: 0">${title}${pre(shown.text, "#808080")}</div>`;
  if ("svg" in shown) return `<div>${title}${image(shown.svg, shown.alt)}</div>`;
  return `<div>${title}${gridHtml(shown, label)}</div>`;
}

/** JupyterLab takes <svg> out of notebooks that it does not trust, but keeps images. */
const image = (svg: string, alt: string) =>
  `<img alt="${escapeHtml(alt)}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}">`;

function gridHtml({ columns, rows, cells }: Grid, label: string): string {
  const th = (text: string, side: "col" | "row") =>
    `<th scope="${side}" style="padding: 2px 8px; font-weight: normal; text-align: ${side === "row" ? "left" : "right"}; ${quiet}; background: none">${escapeHtml(text)}</th>`;
  const tr = (content: string) => `<tr style="background: none">${content}</tr>`;
  const corner = rows ? `<td style="background: none"></td>` : "";
  const head = columns
    ? `<thead>${tr(corner + columns.map((text) => th(text, "col")).join(""))}</thead>`
    : "";
  const body = cells
    .map((row, i) => tr((rows ? th(rows[i]!, "row") : "") + row.map(cellHtml).join("")))
    .join("");
  const name = label ? ` aria-label="${escapeHtml(label)}"` : "";
  return `<table${name} style="border-collapse: collapse; margin: 0; ${mono}">${head}<tbody>${body}</tbody></table>`;
}

function cellHtml({ text, tint, off }: Cell): string {
  const [r, g, b] = (tint ?? 0) > 0 ? tooLarge : tooSmall;
  const colour =
    tint === undefined ? "" : `; background: rgba(${r}, ${g}, ${b}, ${(0.5 * Math.abs(tint)).toFixed(2)})`;
  return `<td style="padding: 2px 6px; text-align: right; white-space: nowrap; border: ${line}${colour}${off ? "; font-weight: bold" : ""}">${escapeHtml(text)}</td>`;
}
