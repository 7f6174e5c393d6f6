/** Everything that is made from results. It can be made again from them at any time. */
import { join } from "node:path";
import { writeWhole } from "../batch/files.js";
import type { Row } from "../batch/run.js";
import { slug } from "../batch/submissions.js";
import type { ExerciseSet } from "../engine/index.js";
import { classPage } from "./class.js";
import { gradesCsv } from "./csv.js";
import { studentPage } from "./student.js";

/** Writes grades.csv, class.html and students/*.html. */
export function writeReports(out: string, rows: readonly Row[], set: ExerciseSet): void {
  for (const { id, result } of rows)
    if (result) writeWhole(join(out, "students", `${slug(id)}.html`), studentPage(result, set));
  writeWhole(join(out, "class.html"), classPage(rows, set));
  writeWhole(join(out, "grades.csv"), gradesCsv(rows, set));
}
