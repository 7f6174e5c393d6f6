import type { Row } from "../batch/run.js";
import type { ExerciseSet } from "../engine/index.js";
import { csvCell, plain } from "../text/plain.js";

/** The gradebook: one line for each submission that was handed in, whatever became of it. */
export function gradesCsv(rows: readonly Row[], set: ExerciseSet): string {
  const max = set.exercises.reduce((sum, { points }) => sum + points, 0);
  const head = ["submission", "status", "score", "max", "note", ...set.exercises.map(({ id }) => id)];
  const lines = rows.map(({ id, result }) => [
    plain(id),
    result?.status ?? "not graded yet",
    result?.status === "graded" ? result.score : "",
    max,
    plain(result?.reason ?? result?.flags.map(({ words }) => words).join("; ")),
    ...set.exercises.map((exercise) => result?.exercises.find((one) => one.id === exercise.id)?.score ?? ""),
  ]);
  return [head, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}
