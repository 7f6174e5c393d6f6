/** One exercise's report, as it goes into a result. */
import { type CheckReport, type ExerciseReport, isStopped } from "../engine/index.js";
import { plain } from "../reports/plain.js";
import type { CheckResult, ExerciseResult } from "./schema.js";
import { show } from "./shown.js";

export function exerciseOf(report: ExerciseReport): ExerciseResult {
  const { exercise, score, checks, misconception, notes, seed } = report;
  const first = checks.findIndex(({ passed }) => !passed);
  return {
    id: exercise.id,
    title: exercise.title,
    score,
    max: exercise.points,
    notes: notes.map((note) => plain(note)),
    checks: checks.map((check, i) => ({
      ...(check.check.visibility === "hidden" ? hidden(check) : visible(check, exercise.params, seed)),
      ...(misconception && i === first ? { misconception: misconception.message } : {}),
    })),
  };
}

const head = ({ check, passed }: CheckReport) => ({
  id: check.id,
  title: check.title,
  passed,
  weight: check.weight ?? 1,
});

/** Neither inputs nor expected values nor the solution's own words: it could have been told to say the inputs. */
function hidden(report: CheckReport): CheckResult {
  const stop = isStopped(report.failure) ? report.failure.stop : undefined;
  const how =
    stop === undefined
      ? "gives a wrong result"
      : stop === "limit"
        ? "runs into a limit"
        : "stops with an error";
  return {
    ...head(report),
    visibility: "hidden",
    ...(report.passed ? {} : { message: `A hidden check: the solution ${how}.` }),
  };
}

function visible(report: CheckReport, params: readonly string[], seed: number): CheckResult {
  const { failure, args } = report;
  const base: CheckResult = { ...head(report), visibility: "visible" };
  if (!failure) return base;
  const message = plain(failure.message);
  if (isStopped(failure))
    return { ...base, message, ...(failure.line === undefined ? {} : { line: failure.line }) };
  const { expected, actual, io } = failure;
  return {
    ...base,
    message,
    ...(args
      ? {
          counterexample: {
            args: args.map((value, i) => ({ name: params[i] ?? `argument ${i + 1}`, value: show(value) })),
            ...(expected === undefined ? {} : { expected: show(expected) }),
            ...(actual === undefined ? {} : { actual: show(actual) }),
            seed,
          },
        }
      : {}),
    ...(io
      ? {
          io: { read: io.read, written: io.written, peak: io.peak, ...(io.limit ? { limit: io.limit } : {}) },
        }
      : {}),
  };
}
