/** One exercise's report, as it goes into a result. */
import { type CheckReport, type ExerciseReport, isStopped } from "../engine/index.js";
import type { Kept } from "../feedback/blocks.js";
import { checkBlocks, message } from "../feedback/check.js";
import { firstFailure, hiddenTip, slips, stateOf, stateOfCheck, tips } from "../feedback/feedback.js";
import { gate } from "../feedback/gate.js";
import { withoutHidden } from "../feedback/hidden.js";
import { sentence } from "../text/message.js";
import type { CheckResult, ExerciseResult } from "./schema.js";

export function exerciseOf(full: ExerciseReport): ExerciseResult {
  const report = withoutHidden(full);
  const { exercise, score, checks, misconception: found } = report;
  const state = stateOf(report);
  const first = firstFailure(report);
  const blocks: Kept[] =
    state === "not started"
      ? [{ kind: "say", text: "The answer still holds its TODO, so nothing could be checked." }]
      : [...tips(report, first), ...slips(report)];
  return {
    id: exercise.id,
    title: exercise.title,
    state,
    score,
    max: exercise.points,
    ...(found ? { misconception: { id: found.id, text: found.message } } : {}),
    blocks: gate(blocks),
    checks: checks.map((check) => checkOf(report, check, check === first)),
  };
}

function checkOf(report: ExerciseReport, one: CheckReport, first: boolean): CheckResult {
  const { check, failure } = one;
  const state = stateOfCheck(one);
  const base = {
    id: check.id,
    title: check.title,
    state,
    ...(failure ? { reason: isStopped(failure) ? failure.stop : ("wrong" as const) } : {}),
    weight: check.weight ?? 1,
  };
  if (check.visibility !== "hidden")
    return { ...base, visibility: "visible", blocks: gate(ofVisible(report, one, state)) };
  const tip = first ? hiddenTip(report) : "Hidden checks do not show their inputs.";
  return {
    ...base,
    visibility: "hidden",
    blocks:
      failure && state === "failed" ? [{ kind: "message", text: `${sentence(failure.message)} ${tip}` }] : [],
  };
}

function ofVisible(report: ExerciseReport, one: CheckReport, state: CheckResult["state"]): Kept[] {
  if (state !== "not run") return checkBlocks(report, one, "page");
  const { failure } = one;
  const told = report.checks.some((other) => other !== one && other.failure === failure);
  return isStopped(failure) && failure.stop === "limit" && !told ? [message(failure.message)] : [];
}
