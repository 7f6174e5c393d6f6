/** The text of a page: a notebook's cells in their order, those of an exercise in an article. */
import { joined, type Notebook, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { LAB_ONLY } from "../../tools/press/notebook/parse.ts";
import { codeCell, roleOf } from "./cell.ts";
import { exercise, exerciseOf, howTo } from "./exercise.ts";
import type { Markdown } from "./markdown.ts";
import type { Pictures } from "./pictures.ts";

export function notebookHtml(notebook: Notebook, markdown: Markdown, pictures: Pictures): string {
  let number = 0;
  const code = (cell: NotebookCell) => codeCell(cell, ++number, pictures);
  const plain = (cell: NotebookCell) =>
    cell.cell_type === "code" ? code(cell) : `<div class="text">${markdown.html(joined(cell.source))}</div>`;
  return runs(webCells(notebook), exerciseOf)
    .map(({ key, items }) => (key ? exercise(key, items, markdown, code) : items.map(plain).join("\n")))
    .join("\n");
}

/** The cells without those that speak of JupyterLab only, and with what is said here only. */
export function webCells({ cells, metadata }: Notebook): NotebookCell[] {
  const own = metadata.long_attention?.web ?? [];
  const saidBefore = (id?: string) =>
    own
      .filter(({ before }) => before === id)
      .map(({ source }): NotebookCell => ({ cell_type: "markdown", metadata: {}, source }));
  const asHere = (cell: NotebookCell): NotebookCell =>
    roleOf(cell).grade_id?.endsWith("-how") ? { ...cell, source: howTo, metadata: {} } : cell;
  const isForWeb = (cell: NotebookCell) => !cell.metadata.tags?.includes(LAB_ONLY);
  return [
    ...cells.flatMap((cell) => [...saidBefore(cell.id), asHere(cell)]).filter(isForWeb),
    ...saidBefore(),
  ];
}

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
