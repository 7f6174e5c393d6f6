/** A whole class: workers, a journal, a second try alone for what the clock stopped, and a tidy end. */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { readCollected } from "../download/collected.js";
import { asProblem, Problem } from "../files/problem.js";
import {
  type Graded,
  graderVersion,
  gradeSubmission,
  type Job,
  type Result,
  type Setting,
} from "../result/index.js";
import { limitsAlone } from "../sandbox/limits.js";
import { fingerprint, lastChange } from "../submission/place.js";
import { plain } from "../text/plain.js";
import { type Change, changesBetween } from "./changes.js";
import { Journal } from "./journal.js";
import { lock } from "./lock.js";
import { choose } from "./only.js";
import { resultsIn, writeResults } from "./results.js";
import type { Listener, Row } from "./row.js";
import { readRunFile, seedFor, writeRunFile } from "./run-file.js";
import { type Class, type HandedIn, handedIn } from "./submissions.js";
import { withTwins } from "./twins.js";

export interface BatchOptions extends Omit<Setting, "seed"> {
  /** A folder, or a learning platform's zip. */
  readonly submissions: string;
  readonly out: string;
  readonly workers: number;
  /** Default: the one that `out` was begun with, else 1. */
  readonly seed?: number;
  /** Ids of submissions, or how only one of them begins; absent: all. */
  readonly only?: readonly string[];
  /** Grade again what the journal has. */
  readonly regrade?: boolean;
  /** Take what other checks than before have changed into the gradebook. */
  readonly accept?: boolean;
  /** Aborted: finish what is in hand, start nothing more. */
  readonly stop?: AbortSignal;
  readonly listener?: Listener;
}

export interface Batch {
  /** One for each submission that was handed in, in the order of their names. */
  readonly rows: readonly Row[];
  readonly gradedNow: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
  /** What the checks of now change in the gradebook of other checks. */
  readonly changes: readonly Change[];
  /** The gradebook is left as it was, for somebody has to accept the changes. */
  readonly held: boolean;
}

const silent: Listener = { begin: () => {}, finished: () => {}, note: () => {} };

/** @throws Problem when the folders cannot be used */
export async function runBatch(options: BatchOptions): Promise<Batch> {
  const { out, set, others = [], level, accept = false } = options;
  if (!readCollected(options.submissions)) mustLieApart(options.submissions, out);
  if (accept && options.only) throw new Problem("--accept takes all changes, so it cannot go with --only");
  const homework = { set, others, released: level.bundle.released };
  const handed = await handedIn(options.submissions, homework);
  try {
    makeFolder(join(out, "results"));
    const unlock = lock(out);
    try {
      return await inFolder(handed, options);
    } finally {
      unlock();
    }
  } finally {
    handed.close();
  }
}

async function inFolder({ submissions, notes }: Class, options: BatchOptions): Promise<Batch> {
  const { out, set, level, listener = silent } = options;
  for (const note of notes) listener.note(note);
  const before = readRunFile(out);
  const setting: Setting = { ...options, seed: seedFor(out, before, set.id, options.seed) };
  const run = {
    course: "long-attention" as const,
    set: set.id,
    seed: setting.seed,
    graderVersion: graderVersion(level.bundle),
  };
  if (!before) writeRunFile(out, run);
  const otherChecks = before !== undefined && before.graderVersion !== run.graderVersion;
  const journal = new Journal(join(out, "journal.ndjson"));
  try {
    const known = await knownOf(submissions, setting, journal);
    const gradedNow = await gradeOpen(known, { ...options, ...setting }, journal, !otherChecks);
    const rows = known.rows();
    const changes = otherChecks ? changesBetween(resultsIn(out), rows) : [];
    const whole = rows.every(({ result }) => result !== undefined);
    const held = otherChecks && !(whole && (options.accept || changes.length === 0));
    if (!held) {
      writeResults(out, rows, listener);
      writeRunFile(out, run);
    }
    return { rows, gradedNow, stopped: options.stop?.aborted ?? false, changes, held };
  } finally {
    journal.close();
  }
}

/** The class against the journal. */
interface Known {
  readonly submissions: readonly HandedIn[];
  keyOf(job: HandedIn): string;
  /** The submission as it is now, with what was found for it so far. */
  rows(): Row[];
}

async function knownOf(
  submissions: readonly HandedIn[],
  setting: Setting,
  { done }: Journal,
): Promise<Known> {
  const keys = new Map<HandedIn, string>();
  const about = new Map<HandedIn, Omit<Row, "result">>();
  for (const job of submissions) {
    const { path, ...rest } = job;
    const changed = await lastChange(path);
    keys.set(job, await keyOf(job, setting));
    about.set(job, { ...rest, ...(changed ? { changed } : {}) });
  }
  const keyed = (job: HandedIn) => keys.get(job)!;
  const rows = () =>
    withTwins(submissions.map((job) => ({ ...about.get(job)!, result: done.get(keyed(job)) })));
  return { submissions, keyOf: keyed, rows };
}

/**
 * Grades what has no result yet; what the grader failed on has none.
 * @param tells whether to show the rows from time to time
 * @returns how many were graded
 */
async function gradeOpen(
  { submissions, keyOf, rows }: Known,
  options: Setting & BatchOptions,
  journal: Journal,
  tells: boolean,
): Promise<number> {
  const { listener = silent } = options;
  const isOpen = (job: HandedIn) =>
    (journal.done.get(keyOf(job))?.status ?? "infrastructure") === "infrastructure";
  const chosen = choose(submissions, options.only);
  const open = chosen.filter((job) => options.regrade || isOpen(job));
  if (journal.broken > 0) listener.note(`journal: ${lines(journal.broken)} dropped; graded again`);
  const earlier = open.filter(({ id }) => journal.older.has(plain(id))).length;
  if (earlier > 0)
    listener.note(
      `journal: ${earlier} ${earlier === 1 ? "result" : "results"} of an earlier grader; graded anew`,
    );
  listener.begin(chosen.length, chosen.length - open.length);
  let [shown, graded] = [performance.now(), 0];
  await work(open, options, (job, result) => {
    journal.add(keyOf(job), result);
    listener.finished(result);
    graded++;
    if (!tells || performance.now() - shown < soFarMs) return;
    listener.soFar?.(rows());
    shown = performance.now();
  });
  return graded;
}

const lines = (n: number): string => `${n} broken ${n === 1 ? "line" : "lines"}`;

/** How often somebody who waits sees a new gradebook, in milliseconds. */
const soFarMs = 30_000;

/** Else the results would be somebody's submission the next time. @throws Problem */
function mustLieApart(submissions: string, out: string): void {
  const way = relative(resolve(submissions), resolve(out));
  if (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    throw new Problem(`--out ${out} lies inside the submissions; choose a folder beside them`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw asProblem(error, path);
  }
}

/** Everything once, several at a time; then, one at a time, what the clock or the grader itself failed. */
async function work<T extends Job>(
  jobs: readonly T[],
  options: Setting & Pick<BatchOptions, "workers" | "stop">,
  finish: (job: T, result: Result) => void,
): Promise<void> {
  const queue = [...jobs];
  const again: T[] = [];
  const stopped = () => options.stop?.aborted ?? false;
  const worker = async () => {
    for (let job = queue.shift(); job && !stopped(); job = queue.shift()) {
      const graded: Graded = await gradeSubmission(job, options);
      if (graded.again) again.push(job);
      else finish(job, graded.result);
    }
  };
  const workers = Math.max(1, Math.min(options.workers, jobs.length));
  const ends = await Promise.allSettled(Array.from({ length: workers }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  for (const job of again.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (stopped()) return;
    finish(
      job,
      (await gradeSubmission(job, { ...options, level: forSecondTry(options.level) }, { alone: true }))
        .result,
    );
  }
}

/** V8 can only be stopped by the clock; QuickJS counts steps, so its verdict is the same everywhere. */
export const forSecondTry = (level: Setting["level"]): Setting["level"] => ({
  ...level,
  engine: "quickjs",
  limits: { ...level.limits, ...limitsAlone },
});

/** The same bytes, set, seed and grader give the same result. */
async function keyOf({ id, path }: Job, { set, seed, level }: Setting): Promise<string> {
  const parts = [id, await fingerprint(path), set.id, seed, graderVersion(level.bundle)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
