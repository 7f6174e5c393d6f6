/** What a teacher looks at: who has what, where the class struggles, and which misconceptions are common. */
import type { Row } from "../batch/run.js";
import { slug } from "../batch/submissions.js";
import type { ExerciseSet } from "../engine/index.js";
import { proseHtml } from "../feedback/prose.js";
import type { Result } from "../result/index.js";
import { page, table } from "./page.js";
import { escapeHtml, plain } from "./plain.js";

export function classPage(rows: readonly Row[], set: ExerciseSet): string {
  const graded = rows.flatMap(({ result }) => (result?.status === "graded" ? [result] : []));
  const count = (status: Result["status"]) => rows.filter(({ result }) => result?.status === status).length;
  const open = rows.filter(({ result }) => !result).length;
  const counts = [
    `${graded.length} graded`,
    `${count("not-gradable")} not gradable`,
    `${count("infrastructure")} the grader failed on`,
    ...(open > 0 ? [`${open} not graded yet`] : []),
  ];
  const max = set.exercises.reduce((sum, { points }) => sum + points, 0);
  const body = [
    `<h1>${escapeHtml(set.id)} · ${escapeHtml(set.title)}</h1>`,
    `<p>${rows.length} submissions: ${counts.join(", ")}. Median ${median(graded.map(({ score }) => score))} of ${max} points.</p>`,
    "<h2>Exercises</h2>",
    table(
      ["exercise", "full points", "mean", ""],
      set.exercises.map((exercise) => exerciseRow(exercise, graded)),
    ),
    "<h2>What was misunderstood</h2>",
    misconceptions(graded),
    "<h2>Submissions</h2>",
    table(
      ["submission", "points", ...set.exercises.map(({ id }) => escapeHtml(id)), "note"],
      rows.map((row) => submissionRow(row, set)),
    ),
  ];
  return page(`${set.id} · ${set.title}`, body.join("\n"));
}

function exerciseRow(
  { id, title, points }: ExerciseSet["exercises"][number],
  graded: readonly Result[],
): string[] {
  const scores = graded.map(({ exercises }) => exercises.find((one) => one.id === id)?.score ?? 0);
  const share = scores.length === 0 ? 0 : scores.reduce((a, b) => a + b, 0) / scores.length / points;
  return [
    `${escapeHtml(id)} ${escapeHtml(title)}`,
    `${scores.filter((score) => score === points).length} of ${scores.length}`,
    `${Math.round(100 * share)} %`,
    `<span class="bar" style="width: ${(8 * share).toFixed(2)}rem"></span>`,
  ];
}

function misconceptions(graded: readonly Result[]): string {
  const counts = new Map<string, number>();
  for (const { exercises } of graded)
    for (const { id, checks } of exercises)
      for (const { misconception } of checks)
        if (misconception) {
          const key = JSON.stringify([id, misconception]);
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
  const common = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 15);
  if (common.length === 0) return "<p>No known misconception was met.</p>";
  const rows = common.map(([key, n]) => {
    const [id, text] = JSON.parse(key) as [string, string];
    return [escapeHtml(id), String(n), `<div style="text-align: left">${proseHtml(text)}</div>`];
  });
  return table(["exercise", "students", "misconception"], rows);
}

function submissionRow({ id, result }: Row, set: ExerciseSet): string[] {
  const name = escapeHtml(plain(id));
  const link = result ? `<a href="students/${encodeURIComponent(slug(id))}.html">${name}</a>` : name;
  const scores = set.exercises.map((exercise) => {
    const score = result?.exercises.find((one) => one.id === exercise.id)?.score;
    return score === undefined ? "–" : String(score);
  });
  const status = !result
    ? "not graded yet"
    : result.status === "graded"
      ? (result.flag ?? "")
      : `${result.status}: ${result.reason ?? ""}`;
  return [link, result?.status === "graded" ? String(result.score) : "–", ...scores, escapeHtml(status)];
}

function median(scores: readonly number[]): string {
  if (scores.length === 0) return "–";
  const sorted = [...scores].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return String(sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1]! + sorted[middle]!) / 2);
}
