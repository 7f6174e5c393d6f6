import { sameShape } from "./build.ts";
import { bundleText, joined, type Notebook, type NotebookCell, type Output } from "./ipynb.ts";
import type { Problem } from "./problem.ts";

/** What may differ between two honest runs and is left out of the comparison of outputs. */
export const NORMALISED = [
  "texts that follow one another on the same stream are joined",
  "an error is compared by its name and message, not by its stack",
  "execution counts and display ids are not compared",
  "cells tagged volatile are compared by the kinds of their outputs",
];

/** Compares the published notebook with a fresh build: every cell's kind, id, tags, text and outputs. */
export function compareNotebooks(file: string, baked: Notebook, fresh: Notebook): Problem[] {
  if (baked.cells.length !== fresh.cells.length) {
    const message = `it has ${baked.cells.length} cells, its source makes ${fresh.cells.length}; run build`;
    return [{ file, message }];
  }
  return fresh.cells.flatMap((cell, index) => {
    const old = baked.cells[index]!;
    const at = { file, cell: index + 1 };
    if (old.cell_type !== cell.cell_type) {
      return [{ ...at, message: `is a ${old.cell_type} cell, in the source a ${cell.cell_type} cell` }];
    }
    const problems: Problem[] = [];
    if (old.id !== cell.id)
      problems.push({ ...at, message: `its id differs: baked "${old.id}", now "${cell.id}"` });
    const tags = [old, cell].map((one) => (one.metadata.tags ?? []).join(","));
    if (tags[0] !== tags[1])
      problems.push({ ...at, message: `its tags differ: baked "${tags[0]}", now "${tags[1]}"` });
    const kind = cell.cell_type === "markdown" ? "prose" : "code";
    const text = difference(joined(old.source), joined(cell.source));
    if (text) problems.push({ ...at, message: `${kind} differs: ${text}` });
    return [...problems, ...compareOutputs(at, old, cell)];
  });
}

/** Compares what two runs of one cell show. */
export function compareOutputs(
  at: { file: string; cell: number },
  baked: NotebookCell,
  fresh: NotebookCell,
): Problem[] {
  if (baked.metadata.tags?.includes("volatile")) {
    return sameShape(baked, fresh) ? [] : [{ ...at, message: "the kinds of its outputs differ (volatile)" }];
  }
  const [old, now] = [pieces(baked.outputs), pieces(fresh.outputs)];
  const problems: Problem[] = [];
  for (let k = 0; k < Math.max(old.length, now.length); k++) {
    const [a, b] = [old[k], now[k]];
    if (a && b && a.label === b.label) {
      const text = difference(a.text, b.text);
      if (text)
        problems.push({ ...at, message: `${a.figure ? `figure (${a.label})` : "output"} differs: ${text}` });
    } else {
      const message = `output differs: baked ${a ? named(a) : "nothing"}, now ${b ? named(b) : "nothing"}`;
      return [...problems, { ...at, message }];
    }
  }
  return problems;
}

interface Piece {
  readonly label: string;
  readonly text: string;
  readonly figure: boolean;
}

const named = ({ label, text }: Piece) => `${label} "${shortened(text.trim())}"`;

function pieces(outputs: readonly Output[] = []): Piece[] {
  const list: Piece[] = [];
  for (const output of outputs) {
    if (output.output_type === "stream") {
      const last = list.at(-1);
      const text = joined(output.text);
      if (last?.label === output.name) list[list.length - 1] = { ...last, text: last.text + text };
      else list.push({ label: output.name, text, figure: false });
    } else if (output.output_type === "error") {
      list.push({ label: "error", text: `${output.ename}: ${output.evalue}`, figure: false });
    } else {
      for (const mime of Object.keys(output.data).sort()) {
        list.push({ label: mime, text: bundleText(output.data[mime]), figure: mime !== "text/plain" });
      }
    }
  }
  return list;
}

const WORD = /[\p{L}\p{N}.,_\-+%]/u;

/** `baked "57,344", now "57,345"`: the words that differ on the first line that differs; undefined for equal texts. */
export function difference(baked: string, now: string): string | undefined {
  if (baked === now) return undefined;
  const [old, fresh] = [baked.split("\n"), now.split("\n")];
  const line = old.findIndex((text, index) => text !== fresh[index]);
  const at = line < 0 ? old.length : line;
  const [a, b] = [old[at] ?? "", fresh[at] ?? ""];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  while (start > 0 && WORD.test(a[start - 1]!)) start--;
  while (end > 0 && WORD.test(a[a.length - end]!)) end--;
  const where = `${baked.trimEnd()}${now.trimEnd()}`.includes("\n") ? `line ${at + 1}: ` : "";
  const words = [a, b].map((text) => `"${shortened(text.slice(start, text.length - end))}"`);
  if (words[0] === words[1])
    return `${where}baked ${a.length} characters, now ${b.length}, from character ${start + 1} on`;
  return `${where}baked ${words[0]}, now ${words[1]}`;
}

const shortened = (text: string): string => (text.length > 70 ? `${text.slice(0, 67)}…` : text);
