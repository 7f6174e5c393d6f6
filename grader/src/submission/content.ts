/** What a file says, apart from how it was saved. */
import { createHash } from "node:crypto";
import type { Kind } from "./names.js";

/** The code in a file; in a notebook, of its cells, or the file as it is when that is none. */
export const codeIn = (kind: Kind, text: string): string =>
  kind === "notebook" ? (codeCells(text)?.join("\n") ?? text) : text;

/**
 * Equal for files with the same code. Marks at the beginning, ends of lines and blanks before them do not count, nor
 * does anything in a notebook but its cells of code.
 */
export function contentHash(kind: Kind, text: string): string {
  const cells = (kind === "notebook" && codeCells(text)) || [text];
  const plain = cells.map(withoutBlanks).filter((cell) => cell !== "");
  return createHash("sha256").update(JSON.stringify(plain)).digest("hex");
}

const withoutBlanks = (text: string): string =>
  text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();

function codeCells(text: string): string[] | undefined {
  try {
    const { cells } = JSON.parse(text) as { cells: { cell_type?: unknown; source?: unknown }[] };
    return cells.flatMap(({ cell_type, source }) =>
      cell_type === "code" ? [Array.isArray(source) ? source.join("") : String(source ?? "")] : [],
    );
  } catch {
    return undefined;
  }
}
