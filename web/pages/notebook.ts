/** The text of a page: a notebook's cells in their order, those of an exercise in an article. */
import { joined, type Notebook, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { codeCell } from "./cell.ts";
import { exercise, exerciseOf } from "./exercise.ts";
import type { Markdown } from "./markdown.ts";
import type { Pictures } from "./pictures.ts";

export function notebookHtml({ cells }: Notebook, markdown: Markdown, pictures: Pictures): string {
  let number = 0;
  const code = (cell: NotebookCell) => codeCell(cell, ++number, pictures);
  const plain = (cell: NotebookCell) =>
    cell.cell_type === "code" ? code(cell) : `<div class="text">${markdown.html(joined(cell.source))}</div>`;
  return runs(cells.filter(isForWeb), exerciseOf)
    .map(({ key, items }) => (key ? exercise(key, items, markdown, code) : items.map(plain).join("\n")))
    .join("\n");
}

/** Some cells speak of JupyterLab only. */
const isForWeb = ({ metadata }: NotebookCell): boolean => !metadata.tags?.includes("lab-only");

/** Neighbours of the same key together. */
function runs<T, K>(items: readonly T[], keyOf: (item: T) => K): { readonly key: K; readonly items: T[] }[] {
  const found: { readonly key: K; readonly items: T[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = found.at(-1);
    if (last && last.key === key) last.items.push(item);
    else found.push({ key, items: [item] });
  }
  return found;
}
