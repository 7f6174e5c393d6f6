import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { languageInfo } from "../../../kernel/language-info.cjs";
import { shown } from "./files.ts";
import { NotebookError } from "./problem.ts";

/** nbformat's text: one string in a running session, an array of lines in a file. */
export type Text = string | readonly string[];
export type Bundle = Readonly<Record<string, unknown>>;

export type Output =
  | { readonly output_type: "stream"; readonly name: string; readonly text: Text }
  | { readonly output_type: "display_data"; readonly data: Bundle; readonly metadata: Bundle }
  | {
      readonly output_type: "execute_result";
      readonly data: Bundle;
      readonly metadata: Bundle;
      readonly execution_count: number | null;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

export interface NotebookCell {
  readonly cell_type: "code" | "markdown" | "raw";
  readonly id?: string;
  readonly metadata: { readonly tags?: readonly string[]; readonly [key: string]: unknown };
  readonly source: Text;
  readonly outputs?: readonly Output[];
  readonly execution_count?: number | null;
  readonly attachments?: unknown;
}

/** What the build notes about where a notebook came from, so that neither tool overwrites what the other has not seen. */
export interface Origin {
  readonly source: string;
  /** Hash of the source file. */
  readonly sourceHash: string;
  /** Hash of the cells as built (kind, text, tags; no outputs). */
  readonly cellsHash: string;
  /** What the source says in the web edition only. */
  readonly web?: readonly WebText[];
}

/** Markdown that stands before a cell in the web edition, and nowhere in JupyterLab. */
export interface WebText {
  /** Id of that cell; none: at the end. */
  readonly before?: string;
  readonly source: Text;
}

export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: {
    readonly kernelspec?: {
      readonly name: string;
      readonly display_name: string;
      readonly language?: string;
    };
    readonly long_attention?: Origin;
    readonly [key: string]: unknown;
  };
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

export const KERNELSPEC = {
  name: "tslab",
  display_name: "TypeScript (Long Attention)",
  language: "typescript",
};

/** A whole notebook document around its cells; code cells are numbered as a run from top to bottom numbers them. */
export function makeNotebook(
  unnumbered: readonly NotebookCell[],
  origin: Omit<Origin, "cellsHash">,
): Notebook {
  let count = 0;
  const cells = unnumbered.map((cell) => (cell.cell_type === "code" ? numbered(cell, ++count) : cell));
  return {
    cells,
    metadata: {
      kernelspec: KERNELSPEC,
      language_info: languageInfo,
      long_attention: { ...origin, cellsHash: hashCells(cells) },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function numbered(cell: NotebookCell, execution_count: number): NotebookCell {
  const outputs = (cell.outputs ?? []).map((output) =>
    output.output_type === "execute_result" ? { ...output, execution_count } : output,
  );
  return { ...cell, execution_count, outputs };
}

/** The file's text as Jupyter itself writes it: keys sorted, indent 1, a newline at the end. */
export function stringify(notebook: Notebook): string {
  return `${JSON.stringify(sortKeys(notebook), null, 1)}\n`;
}

/** @throws NotebookError when the file cannot be read as a version 4 notebook */
export function readNotebook(path: string): Notebook {
  const file = shown(path);
  let notebook: Notebook;
  try {
    notebook = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new NotebookError({ file, message: `cannot be read: ${(error as Error).message}` });
  }
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new NotebookError({ file, message: "is not a notebook of format 4" });
  }
  return notebook;
}

/** Either form of nbformat text as one string, with LF line ends. */
export function joined(text: Text | undefined): string {
  return (typeof text === "string" ? text : (text ?? []).join("")).replace(/\r\n/g, "\n");
}

/** Lines that keep their newline, as nbformat stores text. */
export function lineArray(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** An output as a file keeps it: text in lines, nothing that only a running kernel needs. Counts are set later. */
export function storedOutput(output: Output): Output {
  switch (output.output_type) {
    case "stream":
      return { name: output.name, output_type: "stream", text: lineArray(joined(output.text)) };
    case "display_data":
      return {
        data: storedBundle(output.data),
        metadata: output.metadata ?? {},
        output_type: "display_data",
      };
    case "execute_result":
      return {
        data: storedBundle(output.data),
        execution_count: null,
        metadata: output.metadata ?? {},
        output_type: "execute_result",
      };
    case "error": {
      // Frames name lines of the library, which move; the sentence and the place in the cell are what a reader needs.
      const { ename, evalue, traceback } = output;
      return {
        ename,
        evalue,
        output_type: "error",
        traceback: traceback.filter((line) => !/^ +at /.test(line)),
      };
    }
  }
}

/** Text of one entry of a mime bundle; objects (JSON types) as JSON. */
export function bundleText(value: unknown): string {
  return typeof value === "string" || Array.isArray(value)
    ? joined(value as Text)
    : JSON.stringify(sortKeys(value));
}

/** Hash of what a person can edit in JupyterLab: kinds, texts and tags of the cells in order. */
export function hashCells(cells: readonly NotebookCell[]): string {
  return hash(
    JSON.stringify(cells.map((cell) => [cell.cell_type, joined(cell.source), cell.metadata?.tags ?? []])),
  );
}

export const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

function storedBundle(data: Bundle): Bundle {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [mime, typeof value === "string" ? lineArray(value) : value]),
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
