import type { Change } from "../batch/changes.js";
import type { Row } from "../batch/row.js";
import type { ExerciseSet } from "../engine/index.js";
import { csvCell, plain } from "../text/plain.js";
import { notesOf, pageOf } from "./row.js";

/** The gradebook: one line for each submission that was handed in, whatever became of it. */
export function gradesCsv(rows: readonly Row[], set: ExerciseSet): string {
  const max = set.exercises.reduce((sum, { points }) => sum + points, 0);
  const head = [...about, "file", "changed (UTC)", "late", "status", "score", "max", "note"];
  return table(
    [...head, ...set.exercises.map(({ id }) => id)],
    rows.map((row) => {
      const { result, changed, late } = row;
      return [
        ...aboutOf(row),
        plain(result?.submission.main),
        changed ? changed.toISOString().slice(0, 16).replace("T", " ") : "",
        late ? "late" : "",
        result?.status ?? "not graded yet",
        result?.status === "graded" ? result.score : "",
        max,
        plain(notesOf(result)),
        ...set.exercises.map(({ id }) => result?.exercises.find((one) => one.id === id)?.score ?? ""),
      ];
    }),
  );
}

/** What the checks of now change in the gradebook of before. */
export const changesCsv = (changes: readonly Change[]): string =>
  table(
    [...about, "score before", "score now", "why", "which checks"],
    changes.map(({ row, before, now, handedInAgain, checks }) => [
      ...aboutOf(row),
      before.status === "graded" ? before.score : before.status,
      now.status === "graded" ? now.score : now.status,
      handedInAgain ? "handed in again" : "other checks",
      plain(
        checks.map(({ check, before, now, why }) => `${check}: ${before}, now ${now} (${why})`).join("; "),
        2000,
      ),
    ]),
  );

/** The columns that say whose it is: an id that no spreadsheet changes, and a name. */
const about = ["id", "name", "page"];
const aboutOf = (row: Row) => [row.student?.id ?? row.slug, plain(row.student?.name ?? row.id), pageOf(row)];

/** With the mark that tells Excel it is UTF-8. */
export const table = (head: readonly string[], lines: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${[head, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("")}`;
