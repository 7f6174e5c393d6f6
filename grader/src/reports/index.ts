/** Everything that is made from results. It can be made again from them at any time. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../batch/changes.js";
import { removeOthers } from "../batch/results.js";
import type { Row } from "../batch/row.js";
import type { ExerciseSet } from "../engine/index.js";
import { writeWhole } from "../files/whole.js";
import { classPage } from "./class.js";
import { changesCsv, gradesCsv } from "./csv.js";
import { studentPage } from "./student.js";

/** Writes grades.csv, class.html and students/*.html, and removes the pages of submissions that are gone. */
export function writeReports(out: string, rows: readonly Row[], set: ExerciseSet): void {
  for (const { slug, result } of rows)
    if (result) writeWhole(join(out, "students", `${slug}.html`), studentPage(result, set));
  writeWhole(join(out, "class.html"), classPage(rows, set));
  writeWhole(join(out, "grades.csv"), gradesCsv(rows, set));
  mkdirSync(join(out, "students"), { recursive: true });
  removeOthers(join(out, "students"), ".html", rows);
}

/** Writes changes.csv. */
export const writeChanges = (out: string, changes: readonly Change[]): void =>
  writeWhole(join(out, "changes.csv"), changesCsv(changes));
