/** Cells as a page has them; the live page finds them by these classes and attributes (web/README.md). */
import { escapeHtml } from "long-attention/ink";
import { bundleText, joined, type NotebookCell, type Output } from "../../tools/press/notebook/ipynb.ts";
import { LAB_ONLY } from "../client/lab-only.ts";
import { codeBlock } from "./code.ts";
import type { Pictures } from "./pictures.ts";

export type CellKind = "cell" | "prediction" | "check" | "solution";

/** A code cell with its outputs. @param number 1-based, among the code cells of its page */
export function codeCell(cell: NotebookCell, number: number, pictures: Pictures): string {
  const source = joined(cell.source);
  const kind = kindOf(cell, source);
  const hidden = kind === "check" || cell.metadata.tags?.includes("hide-input");
  const code = codeBlock(source, `Cell ${number}, TypeScript`);
  const shown = hidden ? `<details class="source"><summary>Code</summary>${code}</details>` : code;
  const outputs = (cell.outputs ?? []).map((output) => outputHtml(output, number, pictures)).join("");
  return `<section class="cell" id="${cell.id}" data-cell="${cell.id}" data-number="${number}" data-kind="${kind}"${
    hidden ? " data-hidden" : ""
  } aria-label="Cell ${number}">${shown}<div class="outputs">${outputs}</div></section>`;
}

/** The role that nbgrader's metadata give a cell of an exercise. */
export const roleOf = ({ metadata }: NotebookCell) =>
  (metadata.nbgrader ?? {}) as {
    readonly grade?: boolean;
    readonly solution?: boolean;
    readonly grade_id?: string;
  };

function kindOf(cell: NotebookCell, source: string): CellKind {
  const { grade, solution } = roleOf(cell);
  if (grade) return "check";
  if (solution) return "solution";
  return /^predict\(/m.test(source) ? "prediction" : "cell";
}

function outputHtml(output: Output, number: number, pictures: Pictures): string {
  const block = (name: string, text: string) =>
    `<pre class="out ${name}" tabindex="0" role="region" aria-label="Output of cell ${number}">${escapeHtml(text)}</pre>`;
  if (output.output_type === "stream") return block(output.name, joined(output.text));
  if (output.output_type === "error") return block("stderr", `${output.ename}: ${output.evalue}`);
  const html = output.data["text/html"];
  return html === undefined
    ? block("text", bundleText(output.data["text/plain"]))
    : `<div class="out rich">${pictures.taken(bundleText(html).replace(LAB_ONLY, ""))}</div>`;
}
