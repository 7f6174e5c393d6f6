/** What a student gets to read: what is right, what is not and why, with the input to redo by hand. */
import type { ExerciseSet } from "../engine/index.js";
import type { ExerciseResult, Result } from "../result/index.js";
import { escapeHtml, plain } from "../text/plain.js";
import { badges, exerciseHtml, stateOf } from "./exercise.js";
import { page } from "./page.js";
import { bar, count, nameHtml, points, prose, said, table } from "./parts.js";

export function studentPage(result: Result, set: ExerciseSet): string {
  const { submission, status, graderVersion, sandbox, flags } = result;
  const main = [
    `<p class="over">Long Attention · exercises ${escapeHtml(set.id)}</p>`,
    `<h1>${escapeHtml(set.title)}</h1>`,
    `<p>${nameHtml(submission.id)}</p>`,
    ...(status === "graded" ? gradedHtml(result) : [ungradedHtml(result)]),
    ...flags.map(
      ({ words }) =>
        `<div class="notice"><p><strong>A person should look at this:</strong> ${said(words)}.</p></div>`,
    ),
    ...result.exercises.map(exerciseHtml),
  ];
  const files = submission.files.map(
    ({ name, sha256 }) => `<li>${nameHtml(name)} <code>${escapeHtml(plain(sha256, 64))}</code></li>`,
  );
  const footer = [
    status !== "graded" ? "" : `<p>Graded by grader ${said(graderVersion)}, sandbox ${sandbox}.</p>`,
    files.length > 0
      ? `<details><summary>Files that were read, with SHA-256</summary><ul>${files.join("")}</ul></details>`
      : "",
  ];
  return page(
    `${set.id} · ${plain(submission.id, 120)}`,
    main.filter(Boolean).join("\n"),
    footer.filter(Boolean).join("\n"),
  );
}

function gradedHtml({ score, maxScore, exercises }: Result): string[] {
  const checks = exercises.flatMap((exercise) => exercise.checks);
  const full = exercises.filter((exercise) => exercise.score === exercise.max).length;
  const next = exercises.find((exercise) => exercise.score < exercise.max);
  const passed = checks.filter((check) => check.passed).length;
  return [
    `<p class="score"><strong>${points(score)}</strong> of ${points(maxScore)} points</p>`,
    bar(score / maxScore),
    `<p>${full} of ${count(exercises.length, "exercise")} with full points, ${passed} of ${count(checks.length, "check")} passed.` +
      `${next ? ` Begin with <a href="#${anchor(next)}">${said(next.id)}</a>, the first with points to gain.` : " All is right: well done."}</p>`,
    table(
      "Exercises and their points",
      [{ html: "exercise", kind: "wide" }, { html: "points", kind: "number" }, { html: "state" }],
      exercises.map((exercise) => [
        { html: `<a href="#${anchor(exercise)}">${said(exercise.id)} ${prose(exercise.title)}</a>` },
        { html: `${points(exercise.score)} of ${points(exercise.max)}`, kind: "number" },
        { html: badges[stateOf(exercise)] },
      ]),
    ),
  ];
}

const anchor = ({ id }: ExerciseResult) => `e${plain(id).replace(/[^\w]/g, "-")}`;

/** Why the grader failed is for the one who runs it. */
function ungradedHtml({ status, reason = "" }: Result): string {
  const text =
    status === "not-gradable"
      ? `<p><strong>This could not be graded.</strong> ${said(reason)}.</p><p>It is no score, and not a zero. Mend this and hand it in again, or ask whoever teaches you.</p>`
      : "<p><strong>The grader failed, and not you.</strong> This submission has no score yet; whoever teaches you sees it on their list and grades it again.</p>";
  return `<div class="notice">${text}</div>`;
}
