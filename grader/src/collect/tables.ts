/** Tables that people and platforms keep as CSV. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Problem } from "../files/problem.js";

export interface Table {
  readonly path: string;
  readonly columns: readonly string[];
  /** Cells by their columns' names; all of one length. */
  readonly rows: readonly (readonly string[])[];
}

/** @throws Problem for a file that is none, or has no head */
export function readTable(path: string): Table {
  let records: string[][];
  try {
    records = parse(readFileSync(path), {
      bom: true,
      delimiter: [",", ";", "\t"],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Problem(
      code === "ENOENT"
        ? `${path} is not there`
        : `${path} cannot be read as CSV: ${message.split("\n")[0]}; save it as CSV in UTF-8`,
    );
  }
  const [columns = [], ...rows] = records;
  if (columns.length === 0) throw new Problem(`${path} is empty; its first line must name the columns`);
  return { path, columns, rows: rows.map((row) => columns.map((_, k) => row[k] ?? "")) };
}

/** Where a column is that goes by one of these names, in any case; -1 where none does. */
export const columnOf = ({ columns }: Table, ...names: readonly string[]): number =>
  names.reduce(
    (found, name) =>
      found >= 0 ? found : columns.findIndex((column) => column.trim().toLowerCase() === name.toLowerCase()),
    -1,
  );
