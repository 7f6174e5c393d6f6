/** The gradebook for people, and what a mail program needs. */
import { table } from "../reports/csv.js";
import { plain } from "../text/plain.js";
import type { Grade } from "./grades.js";

/** @param pageOf where the page of the attempt that counts is; empty where there is none */
export const gradebookCsv = (
  grades: readonly Grade[],
  max: number,
  pageOf: (grade: Grade) => string,
): string =>
  table(
    [
      ...["id", "name", "group", "status", "attempt", "submitted", "days late"],
      ...["raw", "penalty", "final", "max", "file", "page", "note"],
    ],
    grades.map((grade) => {
      const {
        student,
        state,
        attempt,
        from,
        result,
        submitted = "",
        raw = "",
        penalty = "",
        final = "",
      } = grade;
      return [
        plain(student.id),
        plain(student.name),
        plain(student.group),
        state,
        attempt ? `${attempt.n}${from ? ` of ${plain(from)}` : ""}` : "",
        submitted,
        grade.daysLate ?? "",
        raw,
        penalty,
        final,
        max,
        plain(result?.submission.main),
        pageOf(grade),
        plain(grade.notes.join("; ")),
      ];
    }),
  );

/** Everybody with an address and something to be told. */
export const mailCsv = (grades: readonly Grade[], max: number, pageOf: (grade: Grade) => string): string =>
  table(
    ["email", "name", "points", "max", "page", "note"],
    grades
      .filter(({ student, state }) => student.email !== undefined && state !== "not submitted")
      .map((grade) => [
        plain(grade.student.email),
        plain(grade.student.name),
        grade.final ?? "",
        max,
        pageOf(grade),
        grade.state === "graded"
          ? grade.penalty
            ? `${grade.raw} points, ${grade.penalty} taken off for ${days(grade.daysLate ?? 0)} late`
            : ""
          : plain(grade.notes.join("; ")),
      ]),
  );

const days = (n: number): string => (n === 1 ? "1 day" : `${n} days`);
