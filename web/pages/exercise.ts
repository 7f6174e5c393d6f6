/** An exercise: its story, where to write, its check and its hint, as one article. */
import { texts } from "../../grader/src/learner/texts.ts";
import { joined, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { roleOf } from "./cell.ts";
import type { Markdown } from "./markdown.ts";

/** What to do on the page of a set. */
export const howTo = `Write in the box of an exercise and press **Check**: it says what is right, and what is not yet. A hint waits under each, and one way
to do it once you have solved it. What you write stays in this browser; *Save* takes it along as a file that can also be handed in.`;

/** The number of the exercise that a cell belongs to, such as 07.3; nothing where it belongs to none. */
export function exerciseOf(cell: NotebookCell): string | undefined {
  const [, set, number] =
    /^(\d\d)-(\d+)-(?:story|solution|check|look)$/.exec(roleOf(cell).grade_id ?? "") ?? [];
  return set && `${set}.${number}`;
}

/**
 * @param cells of one exercise, in their order
 * @param code makes a code cell
 */
export function exercise(
  id: string,
  cells: readonly NotebookCell[],
  markdown: Markdown,
  code: (cell: NotebookCell) => string,
): string {
  const parts = cells.map((cell) =>
    cell.cell_type === "markdown"
      ? `<div class="text">${markdown.html(joined(cell.source))}</div>`
      : code(cell),
  );
  const hint = texts[id]?.hint;
  const fold = hint ? `<details class="hint"><summary>Hint</summary>${markdown.html(hint)}</details>` : "";
  return `<article class="exercise" id="exercise-${id}" data-exercise="${id}">${parts.join("\n")}${fold}</article>`;
}
