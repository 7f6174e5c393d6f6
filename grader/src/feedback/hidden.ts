/**
 * The one place where hidden checks are made mute: of one that failed, only how remains. Neither inputs, nor values,
 * nor the solution's own words, which could have been told to say the inputs. The misconception stays.
 */
import {
  type CheckReport,
  type ExerciseReport,
  type Failure,
  isStopped,
  type Stopped,
} from "../engine/index.js";

export function withoutHidden(report: ExerciseReport): ExerciseReport {
  const hidden = ({ check }: CheckReport) => check.visibility === "hidden";
  const visible = new Set(report.checks.filter((one) => !hidden(one)).map(({ failure }) => failure));
  const mute = ({ check, passed, notRun, failure }: CheckReport): CheckReport => ({
    check,
    passed,
    ...(notRun ? { notRun } : {}),
    // What stopped a visible check, and so this one too, is told there.
    ...(failure ? { failure: visible.has(failure) ? failure : how(failure) } : {}),
  });
  return { ...report, checks: report.checks.map((one) => (hidden(one) ? mute(one) : one)) };
}

function how(failure: Failure | Stopped): Failure | Stopped {
  if (!isStopped(failure)) return { message: "the solution gives a wrong result" };
  return failure.stop === "limit"
    ? { stop: "limit", message: "the solution runs into a limit" }
    : { stop: "exception", message: "the solution stops with an error" };
}
