/** Runs the checks of one set in a child process, and says what becomes of every exercise, whatever its solution does. */
import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Exercise, ExerciseSet } from "../../engine/index.js";
import { type State, signs } from "../../feedback/index.js";
import { paint } from "./paint.js";
import { shown } from "./source.js";

/** What became of one exercise. */
export interface Result {
  readonly id: string;
  /** "not run" when the file that it is in does not load: then nobody knows. */
  readonly state: State;
  /** Unknown when it was not run. */
  readonly score: number | undefined;
  /** To read in a terminal. */
  readonly text: string;
  /** What the solution printed. */
  readonly output: string;
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    readonly hidden: boolean;
    readonly passed: boolean;
    readonly message?: string;
  }[];
  readonly misconception?: { readonly id: string; readonly message: string };
  readonly notes: readonly string[];
}

export interface RunOptions {
  /** exercises/NN-name.ts */
  readonly file: string;
  /** As it was typed, where it was. */
  readonly named?: string | undefined;
  readonly seed: number;
  /** For one call, and half of what all checks of an exercise, or loading the file, may take. */
  readonly seconds: number;
  readonly colour: boolean;
  /** Ends the run early; what is not done by then has no result. */
  readonly signal?: AbortSignal;
  readonly onResult?: (result: Result) => void;
}

type Message =
  | { type: "ready" }
  | { type: "problem"; message: string }
  | { type: "start"; id: string }
  | { type: "result"; result: Result }
  | { type: "died"; message: string; place?: string; source?: string }
  | { type: "end" };

const worker = fileURLToPath(new URL(`worker${extname(import.meta.url)}`, import.meta.url));

/** A child stops endless loops itself; so much later it is ended from outside, when it does not even do that. */
const graceSeconds = 5;
/** A busy machine may take long to load the checks. That is not the learner's time. */
const startSeconds = 60;

/** Checks these exercises of a set, in this order. */
export async function runSet(
  set: ExerciseSet,
  exercises: readonly Exercise[],
  options: RunOptions,
): Promise<Result[]> {
  const results: Result[] = [];
  const add = (result: Result) => {
    results.push(result);
    options.onResult?.(result);
  };
  let open = exercises;
  while (open.length > 0 && !options.signal?.aborted) {
    const trouble = await inChild(set, open, options, add);
    open = open.filter(({ id }) => !results.some((result) => result.id === id));
    if (!trouble) break;
    const at = trouble.id === undefined ? open : open.filter(({ id }) => id === trouble.id);
    const become = trouble.id === undefined ? notRun : failed;
    for (const exercise of at) add(become(exercise, trouble.message(exercise, shown(options.file)), options));
    open = open.filter((exercise) => !at.includes(exercise));
  }
  return results.filter(({ id }) => set.exercises.some((exercise) => exercise.id === id));
}

/** Why a child ended early, and at which exercise; at none when the file did not even load. */
interface Trouble {
  readonly id: string | undefined;
  readonly message: (exercise: Exercise, file: string) => string;
}

function inChild(
  set: ExerciseSet,
  exercises: readonly Exercise[],
  { file, named, seed, seconds, colour, signal }: RunOptions,
  add: (result: Result) => void,
): Promise<Trouble | undefined> {
  const ids = exercises.map(({ id }) => id);
  const job = JSON.stringify({ file, named, set: set.id, ids, seed, seconds, colour });
  const child = fork(worker, [job], {
    execArgv: ["--experimental-vm-modules", "--no-warnings", "--max-old-space-size=1024"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "json",
  });
  let words = "";
  child.stderr?.on("data", (text) => {
    words = (words + text).slice(-4000);
  });
  let current: string | undefined;
  let trouble: Trouble | undefined;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const late = () => {
    const id = current;
    trouble = {
      id,
      message: (exercise, file) =>
        id === undefined
          ? `${file} did not finish loading within ${seconds} s. Look for a loop outside the functions that never ends.`
          : `${exercise.id} ${exercise.name} did not finish within ${seconds} s. Look for a loop that never ends.`,
    };
    child.kill("SIGKILL");
  };
  const wait = (limit = 2 * seconds + graceSeconds) => {
    clearTimeout(timer);
    timer = setTimeout(late, limit * 1000);
  };
  const stop = () => child.kill("SIGKILL");
  signal?.addEventListener("abort", stop, { once: true });
  wait(startSeconds);
  child.on("message", (message: Message) => {
    wait();
    if (message.type === "start") current = message.id;
    if (message.type === "result") {
      current = undefined;
      add(message.result);
    }
    if (message.type === "problem") {
      const { message: why } = message;
      trouble = { id: undefined, message: () => `The file does not compile: ${why}` };
    }
    if (message.type === "died") trouble = { id: current, message: died(current, message) };
    if (message.type === "end") ended = true;
  });
  return new Promise((resolve) => {
    child.once("error", (error) => {
      trouble ??= { id: undefined, message: () => `The check could not start: ${error.message}` };
    });
    child.once("close", (code, killed) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      if (ended || signal?.aborted) return resolve(undefined);
      const [id, started] = [current, current !== undefined];
      resolve(
        trouble ?? {
          id,
          message: (exercise, file) =>
            endedEarly(started ? `${exercise.id} ${exercise.name}` : file, code, killed, words),
        },
      );
    });
  });
}

const died =
  (
    id: string | undefined,
    { message, place, source }: { message: string; place?: string; source?: string },
  ) =>
  (exercise: Exercise, file: string) => {
    const who =
      id === undefined
        ? `${file} threw an error while it was loaded`
        : `${exercise.name} threw an error that nobody caught`;
    const where = place ? `\n\n${place}:${source ? `\n  ${source.trim()}` : ""}` : "";
    return `${who}:\n\n  ${message}${where}`;
  };

function endedEarly(who: string, code: number | null, killed: NodeJS.Signals | null, words: string): string {
  if (/heap out of memory|Allocation failed/.test(words) || killed === "SIGABRT")
    return `${who} ran out of memory. Look for a list that grows in a loop that never ends.`;
  if (killed) return `${who} was ended by the signal ${killed}.`;
  return `${who} ended the process${code === null ? "" : ` with code ${code}`}. Remove process.exit: a function returns its result.`;
}

/** An exercise whose solution ended the check. */
function failed(exercise: Exercise, message: string, options: RunOptions): Result {
  const { bad, strong } = paint(options);
  const head = `${bad(signs.failed)} ${strong(`${exercise.id} ${exercise.title}`)}: failed, 0 of ${exercise.points} points`;
  return ended(exercise, message, { state: "failed", score: 0, head });
}

/** An exercise in a file that does not load, which says nothing about the solution. */
function notRun(exercise: Exercise, message: string, options: RunOptions): Result {
  const { quiet, strong } = paint(options);
  const head = `${quiet(signs["not run"])} ${strong(`${exercise.id} ${exercise.title}`)}: not checked, points unknown`;
  return ended(exercise, message, { state: "not run", score: undefined, head });
}

function ended(
  exercise: Exercise,
  message: string,
  { state, score, head }: Pick<Result, "state" | "score"> & { readonly head: string },
): Result {
  const lines = message.split("\n").map((line) => (line ? `  ${line}` : ""));
  return {
    id: exercise.id,
    state,
    score,
    text: `${head}\n\n${lines.join("\n")}`,
    output: "",
    checks: exercise.checks.map(({ id, title, visibility }) => ({
      id,
      title,
      hidden: visibility === "hidden",
      passed: false,
      message,
    })),
    notes: [],
  };
}
