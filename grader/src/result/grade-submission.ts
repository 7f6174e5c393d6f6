/** One submission, from its path to its result. Whatever happens, there is a result. */
import type { Fault } from "../cells/notebook.js";
import { refusalName } from "../cells/refusal.js";
import { driveAll, type ExerciseReport, type ExerciseSet, grade, isStopped } from "../engine/index.js";
import type { Level } from "../sandbox/levels/index.js";
import { type Sandbox, Session } from "../sandbox/session.js";
import type { Functions } from "../submission/homework.js";
import { NotGradable } from "../submission/not-gradable.js";
import type { Place } from "../submission/place.js";
import { readSubmission, type Submission } from "../submission/read.js";
import { plain } from "../text/plain.js";
import type { TypeProblem } from "../types/checker.js";
import { type Types, typeSentence } from "../types/types.js";
import { capped } from "./capped.js";
import { exerciseOf } from "./exercise.js";
import type { Flag, Result } from "./schema.js";
import { graderVersion } from "./version.js";

export interface Job {
  /** How it is called among the submissions. */
  readonly id: string;
  readonly path: Place;
}

export interface Setting {
  readonly set: ExerciseSet;
  /** The course's other sets: whose functions a submission may hold by mistake. */
  readonly others?: readonly Functions[];
  readonly level: Pick<Level, "name"> & Sandbox;
  readonly seed: number;
  /** Checks the types of notebooks' cells; undefined where the kernel's TypeScript is not installed. */
  readonly types: Pick<Types, "problems"> | undefined;
}

export interface Graded {
  readonly result: Result;
  /** The clock had a say: run it again, alone. */
  readonly again: boolean;
}

/**
 * @param options.alone nothing else runs now, so what the clock says stands, with a flag
 */
export async function gradeSubmission(job: Job, setting: Setting, { alone = false } = {}): Promise<Graded> {
  const start = performance.now();
  const { result, again } = await attempt(job, setting, { alone });
  return { result: { ...result, durationMs: Math.round(performance.now() - start) }, again };
}

async function attempt(job: Job, setting: Setting, { alone }: { alone: boolean }): Promise<Graded> {
  let read: Submission | undefined;
  const ungraded = (status: "not-gradable" | "infrastructure", error: unknown): Result => ({
    ...frameOf(job, setting, read),
    status,
    reason: plain(error instanceof Error ? error.message : error),
    ...(error instanceof NotGradable ? { code: error.code } : {}),
    exercises: [],
  });
  try {
    const { set, others = [], level } = setting;
    read = await readSubmission(job.path, { set, others, released: level.bundle.released });
    const [{ reports, faults }, typed] = await Promise.all([run(read, setting), typesOf(read, setting)]);
    const again = reports.some(({ checks }) => checks.some(({ backstop }) => backstop));
    const exercises = capped(reports.map(exerciseOf));
    const score = Math.round(100 * exercises.reduce((sum, one) => sum + one.score, 0)) / 100;
    const flags: Flag[] = [];
    if (exercises.every(({ state }) => state === "not started"))
      flags.push({
        code: "nothing-started",
        words: read.released
          ? "this is the file as it was handed out"
          : "every exercise still holds its TODO",
      });
    flags.push(
      ...cellsThatFailed(reports, faults),
      ...cellsWithoutTypes(reports, typed),
      ...importsRefused(reports),
    );
    if (again && alone)
      flags.push({
        code: "stopped-by-clock",
        words: "stopped by the clock twice, the second time alone; please look",
      });
    return {
      result: { ...frameOf(job, setting, read), status: "graded", flags, score, exercises },
      again: again && !alone,
    };
  } catch (error) {
    if (error instanceof NotGradable)
      return { result: ungraded("not-gradable", error), again: error.backstop && !alone };
    return { result: ungraded("infrastructure", error), again: !alone };
  }
}

/** Exercises that lose points by an import that a solution may not have. */
function importsRefused(reports: readonly ExerciseReport[]): Flag[] {
  const sentences = reports.flatMap(({ checks, exercise }) => {
    const failures = checks.flatMap(({ check, failure }) =>
      check.visibility !== "hidden" && isStopped(failure) ? [failure.message] : [],
    );
    const [sentence] = failures.filter((message) => message.startsWith(`${refusalName}: `));
    return sentence === undefined ? [] : [`${exercise.id} ${sentence.slice(refusalName.length + 2)}`];
  });
  return sentences.slice(0, 3).map((words) => ({ code: "imports-refused", words: plain(words) }));
}

/** Of a notebook: cells that did not run to their end, where points may depend on them. */
function cellsThatFailed(reports: readonly ExerciseReport[], faults: readonly Fault[]): Flag[] {
  const open = reports.filter(({ score, exercise }) => score < exercise.points);
  return faults
    .filter(({ names }) => open.some(({ exercise }) => names.includes(exercise.name)))
    .slice(0, 3)
    .map(({ sentence }) => ({
      code: "cell-not-run",
      words: plain(`${sentence}; so this cell did not run to its end`),
    }));
}

/** Of a notebook: cells that the kernel would not have run, where points rest on them. */
function cellsWithoutTypes(
  reports: readonly ExerciseReport[],
  problems: readonly TypeProblem[] | undefined,
): Flag[] {
  if (!problems)
    return [
      {
        code: "types-not-checked",
        words: "its types take too long to check; its points do not depend on them",
      },
    ];
  const scored = new Set(reports.flatMap(({ score, exercise }) => (score > 0 ? [exercise.name] : [])));
  return problems
    .filter(({ names }) => names.some((name) => scored.has(name)))
    .slice(0, 3)
    .map((problem) => ({
      code: "cell-does-not-type-check",
      words: plain(`${typeSentence(problem)}; the kernel does not run such a cell, here it counts`),
    }));
}

async function typesOf({ source }: Submission, { set, types }: Setting) {
  if (!types || !source.main.endsWith(".ipynb")) return [];
  return types.problems(
    source,
    set.exercises.map(({ name }) => name),
  );
}

async function run({ source }: Submission, { set, level, seed }: Setting) {
  const session = new Session(level, source, set);
  try {
    await session.start();
    const engines = set.exercises.map((exercise) => grade(exercise, { seed }));
    return { reports: await driveAll(engines, session.answer), faults: session.faults };
  } finally {
    await session.close();
  }
}

function frameOf(
  { id }: Job,
  { set, level, seed }: Setting,
  read: Submission | undefined,
): Omit<Result, "status"> {
  return {
    schema: 2,
    course: "long-attention",
    set: set.id,
    submission: {
      id: plain(id),
      ...(read ? { main: plain(read.main), content: read.content } : {}),
      files: (read?.files ?? []).map(({ name, sha256 }) => ({ name: plain(name), sha256 })),
    },
    score: 0,
    maxScore: set.exercises.reduce((sum, { points }) => sum + points, 0),
    seed,
    graderVersion: graderVersion(level.bundle),
    sandbox: level.name,
    flags: [],
    exercises: [],
  };
}
