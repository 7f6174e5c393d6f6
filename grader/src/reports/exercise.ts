/** One exercise on a student's page: its checks, and what went wrong in those that failed. */
import { type CheckResult, type ExerciseResult, ofHidden } from "../result/index.js";
import { escapeHtml, plain } from "../text/plain.js";
import { badge, bar, count, points, prose, said } from "./parts.js";
import { comparedHtml, inputsHtml } from "./values.js";

export type Standing = "whole" | "part" | "nothing" | "untouched";

/** What a badge says of it. */
export const badges: Readonly<Record<Standing, string>> = {
  whole: badge("good", "full points"),
  part: badge("part", "partly right"),
  nothing: badge("bad", "no points yet"),
  untouched: badge("untouched", "not started"),
};

const kinds = { whole: "good", part: "part", nothing: "bad", untouched: "untouched" } as const;

export function stateOf({ score, max, checks }: ExerciseResult): Standing {
  if (checks.every(({ passed }) => passed)) return score < max ? "part" : "whole";
  if (checks.some(({ stop }) => stop === "todo")) return "untouched";
  return score > 0 ? "part" : "nothing";
}

export function exerciseHtml(exercise: ExerciseResult): string {
  const { id, title, score, max, checks, notes } = exercise;
  const state = stateOf(exercise);
  const anchor = `e${said(id).replace(/[^\w]/g, "-")}`;
  const list = `<ul class="checks">${checks.map((check, i) => checkHtml(check, checks.slice(0, i), state)).join("\n")}</ul>`;
  const slip = checks.find(({ misconception }) => misconception !== undefined);
  const parts = [
    `<section class="exercise ${kinds[state]}" aria-labelledby="${anchor}">`,
    `<h2 id="${anchor}">${said(id)} ${prose(title)}</h2>`,
    `<p class="state">${badges[state]}<span>${points(score)} of ${count(max, "point")}</span></p>`,
    slip === undefined
      ? ""
      : `<div class="slip" role="note"><strong>${slip.partly ? "Part of this looks like a known slip; there may be another." : "This looks like a known slip."}</strong> ${prose(slip.misconception ?? "")}</div>`,
    state === "untouched" ? "<p>The answer still holds its TODO, so nothing could be checked.</p>" : "",
    state === "whole" || state === "untouched"
      ? `<details><summary>${state === "whole" ? `All ${count(checks.length, "check")} passed` : `What ${checks.length === 1 ? "its check asks" : `its ${checks.length} checks ask`}`}</summary>${list}</details>`
      : list,
    ...notes.map((note) => `<p><strong>Note.</strong> ${said(note)}.</p>`),
    "</section>",
  ];
  return parts.filter(Boolean).join("\n");
}

/** @param before the exercise's checks before this one */
function checkHtml(check: CheckResult, before: readonly CheckResult[], state: Standing): string {
  const hidden = check.visibility === "hidden";
  // What stopped one call would have stopped the next, so the engine did not try again.
  const spared =
    state === "untouched" ||
    (!check.passed &&
      !check.counterexample &&
      before.some(({ message }) => message === check.message && !hidden));
  const title = `${prose(check.title)}${hidden ? ' <span class="quiet">(hidden)</span>' : ""}`;
  if (check.passed) return item(badge("good", "passed"), title);
  if (spared) return item(badge("none", "not run"), title);
  const first = before.every(({ passed }) => passed);
  return item(
    badge("bad", "failed"),
    `<span class="title bad">${title}</span>${hidden ? ofHiddenCheck(check, first) : ofVisible(check, first)}`,
  );
}

const item = (badge: string, html: string) => `<li><span>${badge}</span><div>${html}</div></li>`;

/** Whatever else a result may hold of a hidden check, this is all that is said. */
function ofHiddenCheck({ message, misconception }: CheckResult, first: boolean): string {
  const known = Object.values(ofHidden).find((text) => text === message);
  const how = known ? `T${known.slice(known.indexOf("the solution") + 1)} ` : "";
  const tip =
    first && misconception === undefined
      ? " Think of unusual ones: very large, very small, of other sizes."
      : "";
  return `<p class="why quiet">${how}Hidden checks do not show their inputs.${tip}</p>`;
}

/** The first failure is open; of the others, the sentence. */
function ofVisible(check: CheckResult, first: boolean): string {
  const { line, step, io, counterexample } = check;
  const message = plain(check.message);
  const sentence = `${escapeHtml(capital(message))}${/[.!?]$/.test(message) ? "" : "."}`;
  const threw = /^[A-Z]\w*(Error|Exception): |^threw /.test(message);
  const where = line === undefined ? "" : `<p>It stopped at line ${line} of the file.</p>`;
  const { expected, actual, args = [] } = counterexample ?? {};
  const details = [
    where,
    step === undefined ? "" : `<p>The first step that goes wrong is <strong>${said(step)}</strong>.</p>`,
    comparedHtml(expected, actual),
    io ? traffic(io) : "",
    args.length > 0 ? `<h3>With this input</h3>${inputsHtml(args)}` : "",
  ].join("");
  const told = threw ? `The solution threw an error:<pre>${escapeHtml(message)}</pre>` : sentence;
  if (!details) return `<div class="why">${told}</div>`;
  return first
    ? `<div class="why"><div>${told}</div>${details}</div>`
    : `<details class="why"><summary>${threw ? escapeHtml(message) : sentence}</summary>${details}</details>`;
}

/** Names of properties stay as they are. */
const capital = (text: string) =>
  /^(?!\w+ (should|lacks) )[a-z]+ /.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text;

function traffic({ read, written, peak, limit }: NonNullable<CheckResult["io"]>): string {
  const sram =
    limit === undefined
      ? `SRAM held ${points(peak)} at most.`
      : `SRAM held ${points(peak)} of the ${points(limit)} that fit.${bar(peak / limit, "short")}`;
  return `<p>Elements read from HBM: ${points(read)}; written to it: ${points(written)}. ${sram}</p>`;
}
