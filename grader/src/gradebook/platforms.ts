/** Tables that a platform exported, with our grades filled in, so that it takes them back. */
import { stringify } from "csv-stringify/sync";
import { columnOf, readTable, type Table } from "../collect/tables.js";
import { Problem } from "../files/problem.js";
import type { Grade } from "./grades.js";

/** How final points go into a platform's column. */
export interface Filling {
  readonly grades: readonly Grade[];
  readonly max: number;
  /** The column's name; where there is only one that it can be, it need not be said. */
  readonly column?: string;
  /** The column's full points, where they are others than the set's. */
  readonly outOf?: number;
  readonly missing: "leave" | "zero";
}

export interface Filled {
  readonly csv: string;
  readonly filled: number;
  /** Students of ours that the table does not have. */
  readonly unknown: readonly string[];
}

/**
 * Canvas' gradebook as exported: columns Student, ID, …, and for each assignment its title and number, `Hand-in 7 (4711)`.
 * The lines stay as they are, but for one cell.
 * @see canvas-lms, app/models/gradebook_importer.rb
 * @throws Problem when the column is not clear, or is out of other points
 */
export function canvasImport(path: string, filling: Filling): Filled {
  const table = readTable(path);
  const id = columnOf(table, "ID");
  if (id < 0 || columnOf(table, "Student") < 0)
    throw new Problem(`${path} is no gradebook that Canvas exported: it has no columns Student and ID`);
  const assignments = table.columns.filter((column) => /\(\d+\)$/.test(column.trim()));
  const column = chosen(table, filling.column, assignments);
  const possible = table.rows.find((row) => /^\s*points possible/i.test(row[columnOf(table, "Student")]!));
  const full = Number(possible?.[column] || "NaN");
  if (Number.isFinite(full) && full !== (filling.outOf ?? filling.max))
    throw new Problem(
      `${path}: ${table.columns[column]} is out of ${full} points, and the set of ${filling.max}; give --out-of ${full} to scale the points, or change the assignment`,
    );
  return fill(table, { ...filling, at: column, idOf: (row) => row[id]!.trim() });
}

/**
 * Moodle's grading worksheet: Identifier ("Participant 4711"), …, Grade, …, Feedback comments. Moodle asks for the column
 * of the last change too, so all stay.
 * @see moodle, mod/assign/feedback/offline/importgradeslib.php
 * @throws Problem for a table that is none, or of another assignment
 */
export function moodleWorksheet(path: string, filling: Filling): Filled {
  const table = readTable(path);
  const participants = table.columns.findIndex((_, k) =>
    table.rows.every((row) => /^\p{L}[\p{L} ]* \d+$/u.test(row[k]!)),
  );
  if (participants < 0 || table.rows.length === 0)
    throw new Problem(
      `${path} is no grading worksheet: no column holds "Participant" and a number in every line`,
    );
  const grade = columnOf(table, ...(filling.column ? [filling.column] : ["Grade"]));
  if (grade < 0)
    throw new Problem(
      `${path} has no column ${filling.column ?? "Grade"}; say which of these with --column: ${table.columns.join(", ")}`,
    );
  return fill(table, { ...filling, at: grade, idOf: (row) => / (\d+)$/.exec(row[participants]!)![1]! });
}

function chosen(table: Table, asked: string | undefined, assignments: readonly string[]): number {
  const meant =
    asked === undefined
      ? assignments
      : assignments.filter((name) => name === asked || name.startsWith(`${asked} (`));
  if (meant.length === 1) return table.columns.indexOf(meant[0]!);
  throw new Problem(
    meant.length === 0 && asked !== undefined
      ? `${table.path} has no column ${JSON.stringify(asked)}; its assignments are ${assignments.join(", ")}`
      : `${table.path} has ${assignments.length} assignments; say with --column which one is meant: ${assignments.join(", ")}`,
  );
}

function fill(
  table: Table,
  {
    grades,
    max,
    outOf = max,
    missing,
    at,
    idOf,
  }: Filling & { at: number; idOf: (row: readonly string[]) => string },
): Filled {
  const byId = new Map(grades.map((grade) => [grade.student.id, grade]));
  const met = new Set<string>();
  let filled = 0;
  const rows = table.rows.map((row) => {
    const grade = byId.get(idOf(row));
    if (!grade) return row;
    met.add(grade.student.id);
    const points = grade.state === "not submitted" && missing === "zero" ? 0 : grade.final;
    if (points === undefined) return row;
    filled++;
    return row.with(at, String(Math.round((points / max) * outOf * 100) / 100));
  });
  if (met.size === 0)
    throw new Problem(`${table.path} has nobody of this class: is it of another course or assignment?`);
  const unknown = grades
    .filter(({ student, state }) => !met.has(student.id) && state !== "not submitted")
    .map(({ student }) => `${student.id} ${student.name}`);
  return { csv: `\ufeff${stringify([[...table.columns], ...rows.map((row) => [...row])])}`, filled, unknown };
}
