/** Grading what is open: workers, a journal, and a second try alone for what the clock stopped. */
import { type Graded, gradeSubmission, type Job, type Result, type Setting } from "../result/index.js";
import { limitsAlone } from "../sandbox/limits.js";
import { plain } from "../text/plain.js";
import type { Journal } from "./journal.js";
import type { Known } from "./known.js";
import { choose } from "./only.js";
import { type Listener, silent } from "./row.js";
import type { HandedIn } from "./submissions.js";

/** How the work is done, and told. */
export interface Work {
  readonly workers: number;
  /** Ids of submissions, or how only one of them begins; absent: all. */
  readonly only?: readonly string[];
  /** Grade again what the journal has. */
  readonly regrade?: boolean;
  /** Aborted: finish what is in hand, start nothing more. */
  readonly stop?: AbortSignal;
  readonly listener?: Listener;
}

/**
 * Grades what has no result yet; what the grader failed on has none.
 * @param tells whether to show the rows from time to time
 * @returns how many were graded
 */
export async function gradeOpen(
  { submissions, keyOf, rows }: Known,
  options: Setting & Work,
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

/** Everything once, several at a time; then, one at a time, what the clock or the grader itself failed. */
async function work<T extends Job>(
  jobs: readonly T[],
  options: Setting & Pick<Work, "workers" | "stop">,
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
