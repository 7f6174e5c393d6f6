/** What a tutor would add on seeing how a solution fails: likely causes, no more than hints. */
import { gridOf } from "../engine/compare.js";
import type { ExerciseReport, Failure } from "../engine/index.js";
import { isStopped } from "../engine/stopped.js";
import { isPort } from "../ports/port.js";

/** Sentences in Markdown, most useful first. `solution` may be absent where it lives in another process. */
export function advice(report: ExerciseReport, failure: Failure | undefined, solution?: unknown): string[] {
  const { exercise } = report;
  const found = [];
  const arity = typeof solution === "function" ? wrongArity(solution, exercise.params) : undefined;
  if (arity && exercise.driver !== "methods") found.push(`\`${exercise.name}\` ${arity}.`);
  if (!failure || isStopped(failure)) return found;
  const { expected, actual } = failure;
  if ("actual" in failure && actual === undefined && expected !== undefined)
    found.push(`\`${exercise.name}\` gives nothing back. Is a \`return\` missing?`);
  if (actual instanceof Float32Array)
    found.push("A Float32Array keeps 7 digits only; use a Float64Array, which keeps 16.");
  if (hasNaN(actual) && !hasNaN(expected))
    found.push(
      `NaN, not a number, comes from 0/0, from ∞ − ∞, or from ${onDevice(report) ? "a tile or an array in HBM that was never stored" : "reading past the end of an array, which gives `undefined`"}.`,
    );
  return found;
}

const onDevice = ({ checks }: ExerciseReport) =>
  checks.some(({ args = [] }) => args.some((arg) => isPort(arg) && arg.kind === "device"));

/**
 * Counts the parameters that a function declares. Only a hint: optional ones do not count, and a function
 * may well ignore what it is given.
 */
function wrongArity(solution: { readonly length: number }, params: readonly string[]): string | undefined {
  const n = solution.length;
  const rest = /^[^)]*(\.\.\.|=[^>])/.test(Function.prototype.toString.call(solution));
  if (n === params.length || (n < params.length && rest)) return undefined;
  const takes = n === 1 ? "takes 1 parameter" : `takes ${n === 0 ? "no" : n} parameters`;
  return `${takes}; it is given ${params.length}: ${params.join(", ")}`;
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  const grid = gridOf(value, { nested: true });
  if (grid) return Array.from(grid.data).some(Number.isNaN);
  return value !== null && typeof value === "object" && Object.values(value).some(hasNaN);
}
