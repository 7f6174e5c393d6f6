/** A whole class: what a journal has, what is graded now, and a tidy end. */
import { join } from "node:path";
import { Problem } from "../files/problem.js";
import { graderVersion, type Setting } from "../result/index.js";
import { type Change, changesBetween } from "./changes.js";
import { inClass } from "./in-class.js";
import { Journal } from "./journal.js";
import { type Known, knownOf } from "./known.js";
import { resultsIn, writeResults } from "./results.js";
import { type Listener, type Row, silent } from "./row.js";
import { type RunFile, readRunFile, seedFor, writeRunFile } from "./run-file.js";
import { resultsBy } from "./since.js";
import { gradeOpen, type Work } from "./work.js";

export interface BatchOptions extends Omit<Setting, "seed">, Work, Accepting {
  /** A folder, or a learning platform's zip. */
  readonly submissions: string;
  readonly out: string;
  /** Default: the one that `out` was begun with, else 1. */
  readonly seed?: number;
  /** Show what changes since the results of this version, and not since those of the gradebook. */
  readonly since?: string;
}

export interface Accepting {
  /** Take what other checks than before have changed into the gradebook. */
  readonly accept?: boolean;
}

export interface Batch {
  /** One for each submission that was handed in, in the order of their names. */
  readonly rows: readonly Row[];
  readonly gradedNow: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
  /** What the checks of now change in the gradebook of other checks, or since another version. */
  readonly changes: readonly Change[];
  /** The gradebook is left as it was, for somebody has to accept the changes. */
  readonly held: boolean;
}

/** @throws Problem when the folders cannot be used */
export async function runBatch(options: BatchOptions): Promise<Batch> {
  const { out, set, accept = false, listener = silent } = options;
  if (accept && options.only) throw new Problem("--accept takes all changes, so it cannot go with --only");
  return inClass(options, join(out, "results"), out, async (submissions) => {
    const before = readRunFile(out);
    const setting: Setting = { ...options, seed: seedFor(out, before, set.id, options.seed) };
    const run = runOf(setting);
    if (!before) writeRunFile(out, run);
    const journal = new Journal(join(out, "journal.ndjson"));
    try {
      const since =
        options.since === undefined ? undefined : resultsBy(options.since, journal, run.graderVersion);
      const known = await knownOf(submissions, setting, journal);
      const tells = !before || before.graderVersion === run.graderVersion;
      const gradedNow = await gradeOpen(known, { ...options, ...setting }, journal, tells);
      const concluded = conclude(out, known, { before, run, accept, listener, asks: since !== undefined });
      const changes = since ? changesBetween(since(concluded.rows), concluded.rows) : concluded.changes;
      return { ...concluded, changes, gradedNow, stopped: options.stop?.aborted ?? false };
    } finally {
      journal.close();
    }
  });
}

export const runOf = ({ set, seed, level }: Pick<Setting, "set" | "seed" | "level">): RunFile => ({
  course: "long-attention",
  set: set.id,
  seed,
  graderVersion: graderVersion(level.bundle),
});

/** Writes the results, unless they are of other checks than the gradebook's and nobody has accepted what changes. */
export function conclude(
  out: string,
  known: Known,
  {
    before,
    run,
    accept = false,
    asks = false,
    listener = silent,
  }: Accepting & {
    /** Also what changes no grade waits for somebody to accept it. */
    readonly asks?: boolean;
    readonly before: RunFile | undefined;
    readonly run: RunFile;
    readonly listener?: Listener;
  },
): Pick<Batch, "rows" | "changes" | "held"> {
  const rows = known.rows();
  const otherChecks = before !== undefined && before.graderVersion !== run.graderVersion;
  const changes = otherChecks ? changesBetween(resultsIn(out), rows) : [];
  const whole = rows.every(({ result }) => result !== undefined);
  const held = otherChecks && !(whole && (accept || (changes.length === 0 && !asks)));
  if (!held) {
    writeResults(out, rows, listener);
    writeRunFile(out, run);
  }
  return { rows, changes, held };
}
