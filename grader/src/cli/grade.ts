import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { type Batch, runBatch } from "../batch/run.js";
import { Problem } from "../files/problem.js";
import { writeChanges, writeReports } from "../reports/index.js";
import { needsSomebody } from "../reports/tally.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { progress } from "./progress.js";
import { othersOf, setOf } from "./set.js";
import { surroundings } from "./surroundings.js";

/** As commander gives them. */
export interface GradeFlags {
  readonly set: string;
  readonly out: string;
  readonly sandbox: string;
  readonly workers?: string;
  readonly seed?: string;
  readonly only?: readonly string[];
  readonly regrade?: boolean;
  readonly accept?: boolean;
  readonly json?: boolean;
}

/**
 * @returns the exit code: 0 when all is well, 3 when somebody has to look at something, 130 when it was stopped
 * @throws Problem
 */
export async function gradeCommand(submissions: string, flags: GradeFlags, bundle?: Bundle): Promise<number> {
  const set = setOf(flags.set);
  const workers =
    flags.workers === undefined ? availableParallelism() : whole("--workers", flags.workers, 1, 64);
  const seed = flags.seed === undefined ? undefined : whole("--seed", flags.seed, 0, 2 ** 31 - 1);
  const folder = join(flags.out, set.id);
  const out = resolve(folder);
  const { level, types, close } = await surroundings(flags.sandbox, bundle ?? loadBundle());
  const interrupted = stopOnSignal();
  const shown = progress(process.stderr);
  try {
    const batch = await runBatch({
      submissions: resolve(submissions),
      out,
      set,
      others: othersOf(set),
      level,
      types,
      workers,
      ...(seed === undefined ? {} : { seed }),
      ...(flags.only ? { only: flags.only } : {}),
      ...(flags.regrade ? { regrade: true } : {}),
      ...(flags.accept ? { accept: true } : {}),
      stop: interrupted.signal,
      listener: { ...shown, soFar: (rows) => writeReports(out, rows, set) },
    });
    shown.end();
    if (batch.changes.length > 0) writeChanges(out, batch.changes);
    if (!batch.held) writeReports(out, batch.rows, set);
    process.stdout.write(flags.json ? `${JSON.stringify(summary(batch))}\n` : `${closing(batch, folder)}\n`);
    if (batch.stopped) return 130;
    return batch.held || batch.rows.some(needsSomebody) ? 3 : 0;
  } finally {
    shown.end();
    interrupted.end();
    await close();
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Problem(`${flag} ${text}: give a whole number from ${least} to ${most}`);
  return value;
}

/** The first Ctrl-C finishes what is in hand; the second one ends at once, and the journal keeps what is done. */
function stopOnSignal(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const heard = () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nFinishing what is in hand; press Ctrl-C again to stop at once.\n");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, heard);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, heard);
    },
  };
}

const counts = ({ rows }: Batch) => {
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

const summary = (batch: Batch) => ({
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

function closing(batch: Batch, out: string): string {
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
