import { existsSync, readFileSync } from "node:fs";
import { type CellResult, markdownText, type RunOptions, runSource } from "./execute.ts";
import { type Folder, shown, writeAtomically } from "./files.ts";
import { foldAnswers } from "./folds.ts";
import {
  hash,
  hashCells,
  joined,
  lineArray,
  makeNotebook,
  type Notebook,
  type NotebookCell,
  readNotebook,
  stringify,
  type WebText,
} from "./ipynb.ts";
import { isPublished, parse, type Source, WEB_ONLY } from "./parse.ts";
import { NotebookError } from "./problem.ts";
import { keepQuestions, publishedBody, sealedIn } from "./questions.ts";

/** @throws NotebookError when the file is missing or is not in percent format */
export function readSource(folder: Folder, name: string): { source: Source; text: string } {
  const path = folder.source(name);
  if (!existsSync(path)) throw new NotebookError({ file: shown(path), message: "there is no such source" });
  const text = readFileSync(path, "utf8");
  return { source: parse(text, shown(path)), text };
}

/** Runs a notebook's source and makes the document, in memory, with the questions it asks. */
export async function buildInMemory(
  folder: Folder,
  name: string,
  options: RunOptions = {},
): Promise<{ notebook: Notebook; questions: Map<string, string> }> {
  const { source, text } = readSource(folder, name);
  const results = await runSource(source, options);
  const questions = results.flatMap(({ cell, outputs }): [string, string][] => {
    const sealed = cell.question === undefined ? undefined : sealedIn(outputs);
    return sealed === undefined ? [] : [[cell.question!, sealed]];
  });
  return { notebook: assemble(source, results, text), questions: new Map(questions) };
}

/** The document that a source and its results make. */
export function assemble(source: Source, results: readonly CellResult[], text: string): Notebook {
  const published = results.filter(({ cell }) => isPublished(cell));
  const cells = published.map(({ cell, lines, outputs }): NotebookCell => {
    const { id, tags } = cell;
    return cell.kind === "markdown"
      ? { cell_type: "markdown", id, metadata: cellMetadata(tags), source: lineArray(markdownText(lines)) }
      : {
          cell_type: "code",
          id,
          metadata: cellMetadata(tags),
          outputs,
          source: lineArray(publishedBody(cell).join("\n")),
        };
  });
  const web = webTexts(results);
  const origin = { source: `src/${source.name}.nb.ts`, sourceHash: hash(text) };
  return foldAnswers(makeNotebook(cells, web.length > 0 ? { ...origin, web } : origin));
}

function webTexts(results: readonly CellResult[]): WebText[] {
  return results.flatMap(({ cell, lines }, k) => {
    if (!cell.tags.includes(WEB_ONLY)) return [];
    const before = results.slice(k).find((later) => isPublished(later.cell))?.cell.id;
    return [{ ...(before === undefined ? {} : { before }), source: lineArray(markdownText(lines)) }];
  });
}

export interface BuildResult {
  readonly cells: number;
  readonly written: boolean;
  /** Whether the library must be built anew, since it keeps other questions now. */
  readonly asksAnew: boolean;
}

/**
 * Runs a notebook's source and writes `NN-name.ipynb`.
 * @throws NotebookError when a cell fails, or when the notebook holds edits that its source does not have yet
 */
export async function build(
  folder: Folder,
  name: string,
  options: RunOptions & { readonly force?: boolean } = {},
): Promise<BuildResult> {
  const path = folder.notebook(name);
  const old = existsSync(path) && !options.force ? readNotebook(path) : undefined;
  const baked = old?.metadata.long_attention?.cellsHash;
  if (old && baked !== undefined && baked !== hashCells(old.cells)) {
    const message = `was edited since it was built; take the edits into the source with "import ${shown(path)}", or drop them with --force`;
    throw new NotebookError({ file: shown(path), message });
  }
  const { notebook, questions } = await buildInMemory(folder, name, options);
  const asksAnew = keepQuestions(folder, name, questions);
  const text = stringify(old ? keepPublished(notebook, old) : notebook);
  const written = !existsSync(path) || readFileSync(path, "utf8") !== text;
  if (written) writeAtomically(path, text);
  return { cells: notebook.cells.length, written, asksAnew };
}

/** Jupyter's tag `hide-input` has an effect in JupyterLab only through its own flag. */
function cellMetadata(tags: readonly string[]): NotebookCell["metadata"] {
  if (tags.length === 0) return {};
  return { ...(tags.includes("hide-input") ? { jupyter: { source_hidden: true } } : {}), tags };
}

/**
 * Keeps what was published where a new run may honestly differ: the outputs of an unchanged volatile cell, and the
 * traceback of an error that still says the same.
 */
export function keepPublished(fresh: Notebook, old: Notebook): Notebook {
  const cells = fresh.cells.map((cell) => {
    const same = old.cells.find((one) => one.id === cell.id && joined(one.source) === joined(cell.source));
    if (!same?.outputs || !sameShape(same, cell)) return cell;
    if (cell.metadata.tags?.includes("volatile")) return { ...cell, outputs: same.outputs };
    const outputs = cell.outputs?.map((output, k) => {
      const before = same.outputs?.[k];
      const [a, b] = [output, before].map((one) =>
        one?.output_type === "error" ? `${one.ename}: ${one.evalue}` : "",
      );
      return before && a !== "" && a === b ? before : output;
    });
    return { ...cell, ...(outputs ? { outputs } : {}) };
  });
  return foldAnswers({ ...fresh, cells });
}

/** Whether two cells show the same kinds of things, whatever they say. */
export function sameShape(a: NotebookCell, b: NotebookCell): boolean {
  return shape(a) === shape(b);
}

function shape(cell: NotebookCell): string {
  const kinds = (cell.outputs ?? []).map((output) => {
    if (output.output_type === "stream") return `stream ${output.name}`;
    if (output.output_type === "error") return `error ${output.ename}`;
    return `${output.output_type} ${Object.keys(output.data).sort()}`;
  });
  return kinds.filter((kind, index) => kind !== kinds[index - 1]).join("; ");
}
