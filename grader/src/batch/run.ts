/** A whole class: workers, a journal, a second try alone for what the clock stopped, and a tidy end. */
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Graded,
  graderVersion,
  gradeSubmission,
  type Job,
  type Result,
  type Setting,
} from "../result/index.js";
import { limitsAlone } from "../sandbox/limits.js";
import { fingerprint } from "../submission/place.js";
import { plain } from "../text/plain.js";
import { writeWhole } from "./files.js";
import { Journal } from "./journal.js";
import { lock } from "./lock.js";
import { asProblem, Problem } from "./problem.js";
import { slug, submissionsIn } from "./submissions.js";

export interface BatchOptions extends Setting {
  readonly submissions: string;
  readonly out: string;
  readonly workers: number;
  /** Names of submissions; absent: all. */
  readonly only?: readonly string[];
  /** Grade again what the journal has. */
  readonly regrade?: boolean;
  /** Aborted: finish what is in hand, start nothing more. */
  readonly stop?: AbortSignal;
  readonly listener?: Listener;
}

/** Told what happens, for a progress bar. */
export interface Listener {
  begin(total: number, known: number): void;
  finished(result: Result): void;
  note(text: string): void;
}

export interface Row {
  readonly id: string;
  /** Undefined when it was not graded yet. */
  readonly result: Result | undefined;
}

export interface Batch {
  /** One for each submission that was handed in, in the order of their names. */
  readonly rows: readonly Row[];
  readonly gradedNow: number;
  /** It was stopped before its end. */
  readonly stopped: boolean;
}

const silent: Listener = { begin: () => {}, finished: () => {}, note: () => {} };

/** @throws Problem when the folders cannot be used */
export async function runBatch(options: BatchOptions): Promise<Batch> {
  const { out, stop, listener = silent } = options;
  const jobs = submissionsIn(options.submissions);
  const chosen = choose(jobs, options.only);
  try {
    mkdirSync(join(out, "results"), { recursive: true });
  } catch (error) {
    throw asProblem(error, out);
  }
  const unlock = lock(out);
  try {
    const journal = new Journal(join(out, "journal.ndjson"));
    if (journal.broken > 0)
      listener.note(
        `journal: ${journal.broken} broken ${journal.broken === 1 ? "line" : "lines"} dropped; graded again`,
      );
    const keys = new Map<Job, string>();
    for (const job of jobs) keys.set(job, await keyOf(job, options));
    const open = chosen.filter((job) => options.regrade || !journal.done.has(keys.get(job)!));
    const earlier = open.filter(({ id }) => journal.older.has(plain(id))).length;
    if (earlier > 0)
      listener.note(
        `journal: ${earlier} ${earlier === 1 ? "result" : "results"} of an earlier grader; graded anew`,
      );
    listener.begin(chosen.length, chosen.length - open.length);
    const finish = (job: Job, result: Result) => {
      journal.add(keys.get(job)!, result);
      listener.finished(result);
    };
    try {
      await work(open, options, finish);
    } finally {
      journal.close();
    }
    const rows = jobs.map((job) => ({ id: job.id, result: journal.done.get(keys.get(job)!) }));
    for (const { id, result } of rows)
      if (result)
        writeWhole(join(out, "results", `${slug(id)}.json`), `${JSON.stringify(result, null, 1)}\n`);
    const stopped = stop?.aborted ?? false;
    return { rows, gradedNow: open.filter((job) => journal.done.has(keys.get(job)!)).length, stopped };
  } finally {
    unlock();
  }
}

/** Everything once, several at a time; then, one at a time, what the clock or the grader itself failed. */
async function work(
  jobs: readonly Job[],
  options: BatchOptions,
  finish: (job: Job, result: Result) => void,
): Promise<void> {
  const queue = [...jobs];
  const again: Job[] = [];
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
const forSecondTry = (level: Setting["level"]): Setting["level"] => ({
  ...level,
  engine: "quickjs",
  limits: { ...level.limits, ...limitsAlone },
});

function choose(jobs: readonly Job[], only: readonly string[] | undefined): Job[] {
  if (!only) return [...jobs];
  const missing = only.find((id) => !jobs.some((job) => job.id === id));
  if (missing !== undefined) throw new Problem(`--only ${missing}: there is no such submission`);
  return jobs.filter(({ id }) => only.includes(id));
}

/** The same bytes, set, seed and grader give the same result. */
async function keyOf({ id, path }: Job, { set, seed, level }: Setting): Promise<string> {
  const parts = [id, await fingerprint(path), set.id, seed, graderVersion(level.bundle)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
