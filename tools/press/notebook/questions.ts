import { existsSync, readFileSync } from "node:fs";
import { type Folder, writeAtomically } from "./files.ts";
import { joined, type Output } from "./ipynb.ts";
import { QUESTION, type Source, type SourceCell } from "./parse.ts";

/**
 * Questions to predict. A source has them in full, as `predict({ … })` at the end of a cell; the notebook says `predict("07.3")` only, and the
 * library keeps them sealed, so that no reader meets the answer in a hidden cell, on GitHub or in an export.
 */
/** A code cell as the notebook has it. */
export function publishedBody({ body, question }: Pick<SourceCell, "body" | "question">): readonly string[] {
  const call = question === undefined ? -1 : body.findIndex((line) => QUESTION.test(line));
  return call < 0 ? body : [...body.slice(0, call), `predict("${question}");`];
}

/** A code cell as it runs: its question is told its number, a tally how many there are. The library that runs may keep older ones. */
export function executedBody({ body, question }: SourceCell, { cells }: Pick<Source, "cells">): string[] {
  const count = cells.filter((cell) => cell.question !== undefined).length;
  return body.map((line) =>
    line.replace(QUESTION, `predict("${question}", {`).replace(/^tally\(("[^"]+")\)/, `tally($1, ${count})`),
  );
}

/** The sealed question that a cell's outputs show. */
export function sealedIn(outputs: readonly Output[]): string | undefined {
  for (const output of outputs) {
    const html = "data" in output ? output.data["text/html"] : undefined;
    const found = /data-lm-predict="([^"]*)"/.exec(joined(html as string | undefined));
    if (found) return found[1];
  }
  return undefined;
}

const HEAD =
  "// The questions of the course's notebooks, sealed. Written by `npm run notebooks -- build`; do not edit.";

/** The questions kept for a folder's notebooks, by number. */
export function keptQuestions(folder: Folder): Map<string, string> {
  const text = existsSync(folder.questions) ? readFileSync(folder.questions, "utf8") : "";
  return new Map([...text.matchAll(/"([^"]+)":\s*"([^"]+)",/g)].map(([, id, sealed]) => [id!, sealed!]));
}

/** Whether an id is one of this notebook's: `07.3` of `07-flash-attention`. */
const belongs = (id: string, name: string) => id.split(".")[0] === name.split("-")[0];

/** The kept questions of one notebook. */
export const questionsOf = (folder: Folder, name: string): Map<string, string> =>
  new Map([...keptQuestions(folder)].filter(([id]) => belongs(id, name)));

/** Puts a notebook's questions in the place of those it had; true when that changed anything. */
export function keepQuestions(folder: Folder, name: string, fresh: ReadonlyMap<string, string>): boolean {
  const old = keptQuestions(folder);
  const others = [...old].filter(([id]) => !belongs(id, name));
  const rows = [...others, ...fresh].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  const same = rows.length === old.size && rows.every(([id, sealed]) => old.get(id) === sealed);
  if (same) return false;
  const lines = rows.map(([id, sealed]) => `  "${id}":\n    "${sealed}",`);
  const text = `${HEAD}\n\nexport const questions: Readonly<Record<string, string>> = {\n${lines.join("\n")}\n};\n`;
  writeAtomically(folder.questions, text);
  return true;
}
