import { escapeHtml } from "../../../lib/src/ink/escape.ts";
import { joined, lineArray, type Notebook, type NotebookCell, type Output, type Text } from "./ipynb.ts";
import { sealedIn } from "./questions.ts";

/**
 * What answers a question waits in a fold, for whoever reads where no script covers it: on GitHub, in an editor, in a page without
 * scripts. Where the question's script runs, it opens the folds and covers them itself, by the same rule (lib/browser/predict/cover.ts):
 * the outputs of the code cells below a question, up to the next heading or question.
 */
export function foldAnswers(notebook: Notebook): Notebook {
  let asked = false;
  const cells = notebook.cells.map((cell): NotebookCell => {
    if (cell.cell_type !== "code") {
      if (/^#{1,3} /m.test(joined(cell.source))) asked = false;
      return cell;
    }
    if (sealedIn(cell.outputs ?? []) !== undefined) {
      asked = true;
      return cell;
    }
    return asked && cell.outputs ? { ...cell, outputs: cell.outputs.map(folded) } : cell;
  });
  return { ...notebook, cells };
}

const FOLD =
  "<details data-lm-fold><summary>This answers the question above. First a guess, then open it.</summary>";
const END = "</details>";

/** An output in its fold; what is printed or folded already stays, and so does what has neither HTML nor text alone. */
function folded(output: Output): Output {
  if (!("data" in output)) return output;
  const {
    "text/html": html,
    "text/plain": text,
    ...others
  } = output.data as Record<string, Text | undefined>;
  if (html === undefined && (text === undefined || Object.keys(others).length > 0)) return output;
  const shown = html === undefined ? asPre(text) : joined(html);
  if (shown.startsWith(FOLD)) return output;
  return { ...output, data: { ...output.data, "text/html": lineArray(`${FOLD}${shown}${END}`) } };
}

/** What a cell gave, out of its fold: to hold it against a run. */
export function unfolded(output: Output): Output {
  if (!("data" in output)) return output;
  const { "text/html": html, ...others } = output.data as Record<string, Text | undefined>;
  const shown = joined(html);
  if (!shown.startsWith(FOLD)) return output;
  const inside = shown.slice(FOLD.length, -END.length);
  const isText = inside === asPre(others["text/plain"]);
  return { ...output, data: isText ? others : { ...output.data, "text/html": lineArray(inside) } };
}

const asPre = (text: Text | undefined) => `<pre>${escapeHtml(joined(text))}</pre>`;
