/** What a student gets to read. Everything on it comes from the result, and hidden checks stay hidden there already. */
import type { ExerciseSet } from "../engine/index.js";
import { proseHtml } from "../feedback/prose.js";
import type { CheckResult, ExerciseResult, Result } from "../result/index.js";
import { heatMap, valueHtml } from "./numbers.js";
import { page } from "./page.js";
import { escapeHtml } from "./plain.js";

export function studentPage(result: Result, set: ExerciseSet): string {
  const { submission, status, score, maxScore, reason, flag, seed, graderVersion } = result;
  const head =
    status === "graded"
      ? `<p><strong>${score} of ${maxScore} points</strong></p>`
      : `<p class="why"><strong>${status === "not-gradable" ? "Not gradable" : "The grader failed"}</strong>: ${escapeHtml(reason ?? "")}</p>`;
  const body = [
    `<h1>${escapeHtml(set.id)} · ${escapeHtml(set.title)}</h1>`,
    `<p class="quiet">${escapeHtml(submission.id)}</p>`,
    head,
    flag ? `<p class="note">${escapeHtml(flag)}</p>` : "",
    ...result.exercises.map(exerciseHtml),
    `<p class="quiet">Seed ${seed}, grader ${escapeHtml(graderVersion)}.</p>`,
  ];
  return page(`${set.id} · ${submission.id}`, body.filter(Boolean).join("\n"));
}

function exerciseHtml({ id, title, score, max, notes, checks }: ExerciseResult): string {
  return [
    `<section><h2>${escapeHtml(id)} ${escapeHtml(title)} <span class="quiet">${score} of ${max}</span></h2>`,
    `<ul class="checks">${checks.map(checkHtml).join("\n")}</ul>`,
    ...notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`),
    "</section>",
  ].join("\n");
}

function checkHtml(check: CheckResult): string {
  const { passed, title, message, misconception, line, visibility, counterexample, io } = check;
  const where = line === undefined ? "" : ` (line ${line})`;
  return [
    `<li class="${passed ? "passed" : "failed"}"><span class="mark" aria-hidden="true">${passed ? "✓" : "✗"}</span>`,
    `${proseHtml(title)}${visibility === "hidden" ? ' <span class="quiet">(hidden)</span>' : ""}<span class="quiet">: ${passed ? "passed" : "failed"}</span>`,
    message ? `<div>${escapeHtml(message)}${where}</div>` : "",
    io
      ? `<div class="quiet">Elements read ${io.read}, written ${io.written}, most in SRAM at once ${io.peak}${io.limit ? ` of ${io.limit}` : ""}.</div>`
      : "",
    misconception ? `<div class="note">${proseHtml(misconception)}</div>` : "",
    counterexample ? counterexampleHtml(counterexample) : "",
    "</li>",
  ].join("");
}

function counterexampleHtml({ args, expected, actual }: NonNullable<CheckResult["counterexample"]>): string {
  const figure = (name: string, html: string) =>
    `<figure><figcaption class="quiet">${name}</figcaption>${html}</figure>`;
  const heat = expected !== undefined && actual !== undefined ? heatMap(expected, actual) : "";
  const values = [
    ...args.map(({ name, value }) => figure(escapeHtml(name), valueHtml(value))),
    ...(expected === undefined ? [] : [figure("expected", valueHtml(expected))]),
    ...(actual === undefined ? [] : [figure("yours", valueHtml(actual))]),
    ...(heat ? [figure("yours − expected", heat)] : []),
  ];
  return `<details><summary>The smallest input found that fails</summary><div class="beside">${values.join("")}</div></details>`;
}
