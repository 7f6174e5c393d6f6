import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Problem } from "../batch/problem.js";
import { type Batch, runBatch } from "../batch/run.js";
import { sets } from "../checks/index.js";
import type { ExerciseSet } from "../engine/index.js";
import { writeReports } from "../reports/index.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { chooseLevel, type LevelName, levelNames } from "../sandbox/levels/index.js";
import { progress } from "./progress.js";

/** As commander gives them. */
export interface GradeFlags {
  readonly set: string;
  readonly out: string;
  readonly sandbox: string;
  readonly workers?: string;
  readonly seed: string;
  readonly only?: string;
  readonly regrade?: boolean;
  readonly json?: boolean;
}

/** @returns the exit code: 0 when every submission has its result, 130 when it was stopped @throws Problem */
export async function gradeCommand(submissions: string, flags: GradeFlags, bundle?: Bundle): Promise<number> {
  const set = setOf(flags.set);
  const workers =
    flags.workers === undefined ? availableParallelism() : whole("--workers", flags.workers, 1, 64);
  const seed = whole("--seed", flags.seed, 0, 2 ** 31 - 1);
  const level = await chooseLevel(levelOf(flags.sandbox), bundle ?? loadBundle()).catch((error: unknown) => {
    throw error instanceof RangeError ? new Problem(error.message) : error;
  });
  const interrupted = stopOnSignal();
  const shown = progress(process.stderr);
  process.stderr.write(`Sandbox: ${level.name} (${level.layers.join(", ")})\n`);
  try {
    const batch = await runBatch({
      submissions: resolve(submissions),
      out: resolve(flags.out),
      set,
      others: sets.filter((other) => other !== set),
      level,
      seed,
      workers,
      ...(flags.only === undefined ? {} : { only: flags.only.split(",").map((name) => name.trim()) }),
      ...(flags.regrade ? { regrade: true } : {}),
      stop: interrupted.signal,
      listener: shown,
    });
    shown.end();
    writeReports(resolve(flags.out), batch.rows, set);
    process.stdout.write(
      flags.json ? `${JSON.stringify(summary(batch))}\n` : `${closing(batch, flags.out)}\n`,
    );
    return batch.stopped ? 130 : 0;
  } finally {
    shown.end();
    interrupted.end();
    level.dispose();
  }
}

function setOf(id: string): ExerciseSet {
  const found = sets.find((set) => set.id === id || set.name === id);
  if (!found)
    throw new Problem(
      `--set ${id}: there is no such set; choose from ${sets.map((set) => set.id).join(", ")}`,
    );
  return found;
}

function levelOf(name: string): LevelName | "auto" {
  const known = (["auto", ...levelNames] as const).find((one) => one === name);
  if (!known) throw new Problem(`--sandbox ${name}: choose auto, ${levelNames.join(", ")}`);
  return known;
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
  rows: batch.rows.map(({ id, result }) => ({
    id,
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
  return `${parts.join(", ")}. See ${out}/class.html and ${out}/grades.csv`;
}
