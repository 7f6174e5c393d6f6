/** What `npm run check` prints. */
import type { Exercise, ExerciseSet } from "../../engine/index.js";
import { type Paint, signs } from "../../feedback/index.js";
import type { TypeProblem } from "../../types/checker.js";
import { typeSentence } from "../../types/types.js";
import type { Result } from "./run.js";

/** Exercises of one set, in order. */
export interface Chosen {
  readonly set: ExerciseSet;
  readonly exercises: readonly Exercise[];
}

export type Results = ReadonlyMap<string, Result>;

/** One line for each exercise, under its set. */
export function overview(chosen: readonly Chosen[], results: Results, paint: Paint): string {
  const widest = Math.max(...chosen.flatMap(({ exercises }) => exercises.map(({ title }) => title.length)));
  return chosen
    .map(({ set, exercises }) => {
      const solved = exercises.filter(({ id }) => results.get(id)?.state === "passed").length;
      const known = exercises.some(({ id }) => results.get(id)?.state !== "not run");
      const head = `${paint.strong(`${set.id} ${set.title}`)}  ${known ? `${solved} of ${exercises.length} solved` : "not checked"}`;
      return [head, ...exercises.map((exercise) => `  ${line(exercise, results, widest, paint)}`)].join("\n");
    })
    .join("\n\n");
}

function line(
  { id, title, points }: Exercise,
  results: Results,
  width: number,
  { good, bad, quiet }: Paint,
): string {
  const result = results.get(id);
  if (!result) return quiet(`… ${id} ${title}`);
  const { state, score } = result;
  const sign = (state === "passed" ? good : state === "failed" ? bad : quiet)(signs[state]);
  const points_ =
    state === "not started"
      ? quiet("not started")
      : score === undefined
        ? quiet("points unknown")
        : `${score} of ${points} points`;
  return `${sign} ${id} ${title.padEnd(width)}  ${points_}`;
}

/** How many are solved, as a bar and in words. */
export function bar(chosen: readonly Chosen[], results: Results, { good, quiet }: Paint): string {
  const all = chosen.flatMap(({ exercises }) => exercises);
  const solved = all.filter(({ id }) => results.get(id)?.state === "passed").length;
  const width = 40;
  const full = Math.round((width * solved) / all.length);
  return `${good("█".repeat(full))}${quiet("░".repeat(width - full))}  ${solved} of ${all.length} solved`;
}

/** The last line: exercises and points. */
export function total(chosen: readonly Chosen[], results: Results): string {
  const all = chosen.flatMap(({ exercises }) => exercises);
  const solved = all.filter(({ id }) => results.get(id)?.state === "passed").length;
  const sum = (numbers: number[]) => Math.round(100 * numbers.reduce((a, b) => a + b, 0)) / 100;
  const [score, points] = [
    sum(all.map(({ id }) => results.get(id)?.score ?? 0)),
    sum(all.map(({ points }) => points)),
  ];
  const unknown = all.filter(({ id }) => results.get(id)?.state === "not run").length;
  if (unknown === all.length) return `None of ${all.length} exercises checked, points unknown`;
  return `${solved} of ${all.length} exercises solved, ${score} of ${points} points${unknown === 0 ? "" : `; ${unknown} not checked`}`;
}

/** The first exercise that was tried and failed, or whose file does not load; else the first that is not started. */
export function inFocus(chosen: readonly Chosen[], results: Results): Exercise | undefined {
  const all = chosen.flatMap(({ exercises }) => exercises);
  const first = (...states: Result["state"][]) =>
    all.find(({ id }) => states.some((state) => results.get(id)?.state === state));
  return first("failed", "not run") ?? first("not started");
}

/** What does not type-check, in a line each. */
export function untypedLines(problems: readonly TypeProblem[], { bad, quiet }: Paint): string {
  const most = 5;
  const more = problems.length > most ? [quiet(`… ${problems.length - most} more`)] : [];
  return [...problems.slice(0, most).map((one) => `${bad("⚠")} ${typeSentence(one)}`), ...more].join("\n");
}

/** Feedback, and what the solution printed, set in. */
export function told({ text, output }: Result, { quiet }: Paint): string {
  if (output.trim() === "") return text;
  const lines = output.trimEnd().split("\n");
  const most = 20;
  const more = lines.length > most ? [`… ${lines.length - most} more lines`] : [];
  const printed = [...lines.slice(0, most), ...more].map((line) => quiet(`  │ ${line}`));
  return [text, "", quiet("  It printed:"), ...printed].join("\n");
}
