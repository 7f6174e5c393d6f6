/** What came of a batch, in a sentence and as JSON. */
import type { Batch } from "../batch/run.js";
import type { ExerciseSet } from "../engine/index.js";
import { writeChanges, writeReports } from "../reports/index.js";
import { needsSomebody } from "../reports/tally.js";

/**
 * Writes the reports and tells them on standard output.
 * @param folder as the person called it
 * @returns the exit code: 0 when all is well, 3 when somebody has to look at something, 130 when it was stopped
 */
export function conclude(batch: Batch, set: ExerciseSet, folder: string, { json = false } = {}): number {
  if (batch.changes.length > 0) writeChanges(folder, batch.changes);
  if (!batch.held) writeReports(folder, batch.rows, set);
  process.stdout.write(json ? `${JSON.stringify(summary(batch))}\n` : `${closing(batch, folder)}\n`);
  if (batch.stopped) return 130;
  return batch.held || batch.rows.some(needsSomebody) ? 3 : 0;
}

export const counts = ({ rows }: Pick<Batch, "rows">) => {
  const of = (status: string) => rows.filter(({ result }) => result?.status === status).length;
  const open = rows.filter(({ result }) => !result).length;
  const flagged = rows.filter(({ result }) => (result?.flags.length ?? 0) > 0).length;
  return {
    submissions: rows.length,
    graded: of("graded"),
    notGradable: of("not-gradable"),
    infrastructure: of("infrastructure"),
    open,
    flagged,
  };
};

export const summary = (batch: Batch) => ({
  ...counts(batch),
  gradedNow: batch.gradedNow,
  changed: batch.changes.length,
  held: batch.held,
  rows: batch.rows.map(({ id, student, slug, result }) => ({
    id,
    ...(student ? { student } : {}),
    slug,
    ...(result?.submission.main === undefined ? {} : { file: result.submission.main }),
    ...(result?.code ? { code: result.code } : {}),
    status: result?.status ?? "open",
    score: result?.status === "graded" ? result.score : null,
    ...(result?.reason ? { reason: result.reason } : {}),
    flags: result?.flags.map(({ code }) => code) ?? [],
  })),
});

export function closing(batch: Batch, out: string): string {
  const { submissions, graded, notGradable, infrastructure, open, flagged } = counts(batch);
  const parts = [
    `${graded} of ${submissions} graded`,
    ...(notGradable > 0 ? [`${notGradable} not gradable`] : []),
    ...(infrastructure > 0 ? [`${infrastructure} that the grader failed on`] : []),
    ...(flagged > 0 ? [`${flagged} to look at`] : []),
    ...(open > 0 ? [`${open} not graded yet; run the same command again to go on`] : []),
  ];
  const kept =
    batch.changes.length > 0
      ? `\nThe checks are others than before: ${batch.changes.length} ${batch.changes.length === 1 ? "result changes" : "results change"}, see ${out}/changes.csv. `
      : "\n";
  if (batch.held)
    return `${parts.join(", ")}.${kept}The gradebook in ${out} is as it was; the same command with --accept takes all that is new`;
  return `${parts.join(", ")}. See ${out}/class.html and ${out}/grades.csv${kept.trimEnd()}`;
}
