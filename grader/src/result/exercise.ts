/** One exercise's report, as it goes into a result. */
import { type CheckReport, type ExerciseReport, isStopped, type Misconception } from "../engine/index.js";
import { plain } from "../text/plain.js";
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
      ...(misconception && i === first ? slip(misconception) : {}),
    })),
  };
}

const slip = ({ message, part }: Misconception) => ({
  misconception: message,
  ...(part ? { partly: part } : {}),
});

const head = ({ check, passed }: CheckReport) => ({
  id: check.id,
  title: check.title,
  passed,
  weight: check.weight ?? 1,
});

/** All that is ever said of a hidden check that failed. */
export const ofHidden = {
  wrong: "A hidden check: the solution gives a wrong result.",
  limit: "A hidden check: the solution runs into a limit.",
  error: "A hidden check: the solution stops with an error.",
} as const;

/** Neither inputs nor expected values nor the solution's own words: it could have been told to say the inputs. */
function hidden(report: CheckReport): CheckResult {
  const stop = isStopped(report.failure) ? report.failure.stop : undefined;
  const message = ofHidden[stop === undefined ? "wrong" : stop === "limit" ? "limit" : "error"];
  return { ...head(report), visibility: "hidden", ...(report.passed ? {} : { message }) };
}

function visible(report: CheckReport, params: readonly string[], seed: number): CheckResult {
  const { failure, args } = report;
  const base: CheckResult = { ...head(report), visibility: "visible" };
  if (!failure) return base;
  const stopped = isStopped(failure);
  const { expected, actual, io, step } = stopped ? {} : failure;
  const line = stopped ? failure.line : undefined;
  const counterexample = args && {
    args: args.map((value, i) => ({ name: params[i] ?? `argument ${i + 1}`, value: show(value) })),
    ...(expected === undefined ? {} : { expected: show(expected) }),
    ...(actual === undefined ? {} : { actual: show(actual) }),
    seed,
  };
  return {
    ...base,
    message: plain(failure.message),
    ...(stopped ? { stop: failure.stop } : {}),
    ...(line === undefined ? {} : { line }),
    ...(step === undefined ? {} : { step: plain(step) }),
    ...(counterexample ? { counterexample } : {}),
    ...(io
      ? {
          io: { read: io.read, written: io.written, peak: io.peak, ...(io.limit ? { limit: io.limit } : {}) },
        }
      : {}),
  };
}
