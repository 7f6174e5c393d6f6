import { type Displayable, jupyterDisplay, type MimeBundle, Rich } from "long-attention/ink";
import { exercises } from "../checks/index.js";
import { type Exercise, type ExerciseReport, inProcess } from "../engine/index.js";
import { asHtml, asText, feedback } from "../feedback/index.js";
import { type CheckOptions, examine } from "./examine.js";
import { findExercise, nextAfter } from "./find.js";
import { gradedOtherwise } from "./graded-otherwise.js";
import { nbgrader } from "./nbgrader.js";
import { toldWithPlace } from "./place.js";
import { keepProgress } from "./progress-file.js";
import { texts } from "./texts.js";

/** What came of a check; a notebook shows it as a card, a terminal as text. */
export class Feedback extends Rich {
  constructor(
    html: string,
    text: string,
    /** Such as "07.3". */
    readonly id: string,
    /** All checks passed. */
    readonly passed: boolean,
    readonly score: number,
    readonly points: number,
    readonly seed: number,
    readonly checks: readonly { readonly id: string; readonly passed: boolean; readonly hidden: boolean }[],
  ) {
    super(html, text);
  }

  /** nbgrader takes the plain text of a cell's value for its points, and anything but a number for all of them. */
  override [jupyterDisplay](): MimeBundle {
    const bundle = super[jupyterDisplay]();
    return nbgrader() ? { ...bundle, "text/plain": String(this.score) } : bundle;
  }
}

/** A promise that a notebook shows once it is kept. */
export type Later<T> = Promise<T> & Displayable;

/**
 * Tries your function on the exercise's checks, and says what is right and what is not yet.
 * @param id such as "00.2"
 * @param solution your function, or class
 * @returns what to show; a promise of it when your function gives promises
 * @throws RangeError when there is no such exercise, with the nearest id
 */
export function check(
  id: string,
  // biome-ignore lint/suspicious/noExplicitAny: any function may be tried
  solution: (...args: any[]) => Promise<unknown>,
  options?: CheckOptions,
): Later<Feedback>;
export function check(id: string, solution: unknown, options?: CheckOptions): Feedback;
export function check(id: string, solution: unknown, options: CheckOptions = {}): Feedback | Later<Feedback> {
  const exercise = findExercise("check", id);
  const show = (report: ExerciseReport) => told(exercise, report, solution);
  const report = examine(exercise, inProcess(solution, toldWithPlace), options);
  return report instanceof Promise ? shownWhenKept(report.then(show)) : show(report);
}

function told(exercise: Exercise, report: ExerciseReport, solution: unknown): Feedback {
  const passed = report.checks.every((check) => check.passed);
  const note = keepProgress({ [exercise.id]: { solved: passed, score: report.score } });
  const same = unchanged(report, solution);
  const blocks = feedback(report, {
    in: "cell",
    size: texts[exercise.id]?.size,
    next: nextAfter(exercise, "cell"),
    solution,
    first: same,
    notes: [
      ...gradedOtherwise(exercise),
      ...(passed ? [] : anothers(exercise, solution)),
      ...(note ? [note] : []),
    ],
  });
  return new Feedback(
    asHtml(blocks),
    asText(blocks),
    exercise.id,
    passed,
    report.score,
    exercise.points,
    report.seed,
    report.checks.map(({ check, passed }) => ({
      id: check.id,
      passed,
      hidden: check.visibility === "hidden",
    })),
  );
}

/** The function is another exercise's, to judge by its name. */
function anothers({ id, name }: Exercise, solution: unknown): string[] {
  if (typeof solution !== "function" || solution.name === name) return [];
  const other = exercises.find((one) => one.name === solution.name);
  return other ? [`\`${other.name}\` is the function of ${other.id}; ${id} asks for \`${name}\`.`] : [];
}

/** Of each exercise whose last check in this session failed: what was tried. */
const failed = new Map<string, { readonly text: string; readonly seed: number }>();

/** Whoever edits a cell and does not run it gets the same answer again, and wonders. */
function unchanged({ exercise: { id, name }, checks, seed }: ExerciseReport, solution: unknown): string[] {
  const before = failed.get(id);
  failed.delete(id);
  if (typeof solution !== "function" || checks.every(({ passed }) => passed)) return [];
  const text = Function.prototype.toString.call(solution);
  failed.set(id, { text, seed });
  if (before?.text !== text || before.seed !== seed) return [];
  return [`\`${name}\` is unchanged since the last check: did you run its cell?`];
}

/** A cell that ends in a promise shows what the promise gives: the kernel waits for a display that is one. */
function shownWhenKept(promise: Promise<Feedback>): Later<Feedback> {
  const display = async (): Promise<MimeBundle> => (await promise)[jupyterDisplay]();
  return Object.assign(promise, { [jupyterDisplay]: display as unknown as () => MimeBundle });
}
