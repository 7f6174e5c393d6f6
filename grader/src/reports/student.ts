/** What a student gets to read: what is right, what is not and why, with the input to redo by hand. */
import type { ExerciseSet } from "../engine/index.js";
import type { Content } from "../feedback/element.js";
import type { Result } from "../result/index.js";
import { plain } from "../text/plain.js";
import { anchorOf, exerciseSection, standingBadge } from "./exercise.js";
import { page } from "./page.js";
import { bar, count, el, link, name, points, prose, table } from "./parts.js";

export function studentPage(result: Result, set: ExerciseSet): string {
  const { submission, status, flags, exercises } = result;
  const main = [
    el("p", "over", `Long Attention · exercises ${set.id}`),
    el("h1", "", set.title),
    el("p", "", name(submission.id)),
    status === "graded" ? graded(result) : el("div", "notice", ungraded(result)),
    tellable(flags).map(({ words }) =>
      el("div", "notice", el("p", "", el("strong", "", "A person should look at this:"), ` ${words}.`)),
    ),
    exercises.map(exerciseSection),
  ];
  return page(`${set.id} · ${plain(submission.id, 120)}`, main, footer(result));
}

/** What names fellow students is for whoever teaches them. */
const tellable = (flags: Result["flags"]) => flags.filter(({ code }) => code !== "identical-to");

function graded({ score, maxScore, exercises }: Result): Content {
  const checks = exercises.flatMap((exercise) => exercise.checks);
  const full = exercises.filter((exercise) => exercise.score === exercise.max).length;
  const next = exercises.find((exercise) => exercise.score < exercise.max);
  const passed = checks.filter(({ state }) => state === "passed").length;
  return [
    el("p", "score", el("strong", "", points(score)), ` of ${points(maxScore)} points`),
    bar(score / maxScore),
    el(
      "p",
      "",
      `${full} of ${count(exercises.length, "exercise")} with full points, ${passed} of ${count(checks.length, "check")} passed. `,
      next
        ? ["Begin with ", link(`#${anchorOf(next)}`, next.id), ", the first with points to gain."]
        : "All is right: well done.",
    ),
    table(
      "Exercises and their points",
      [["exercise", "wide"], ["points", "number"], ["state"]],
      exercises.map((one) => [
        [link(`#${anchorOf(one)}`, [`${one.id} `, prose(one.title)])],
        [`${points(one.score)} of ${points(one.max)}`, "number"],
        [standingBadge(one)],
      ]),
    ),
  ];
}

/** Why the grader failed is for the one who runs it. */
const ungraded = ({ status, reason = "" }: Result): Content =>
  status === "not-gradable"
    ? [
        el("p", "", el("strong", "", "This could not be graded."), ` ${reason}.`),
        el(
          "p",
          "",
          "It is no score, and not a zero. Mend this and hand it in again, or ask whoever teaches you.",
        ),
      ]
    : el(
        "p",
        "",
        el("strong", "", "The grader failed, and not you."),
        " This submission has no score yet; whoever teaches you sees it on their list and grades it again.",
      );

const footer = ({ status, graderVersion, sandbox, submission: { files } }: Result): Content => [
  status === "graded" && el("p", "", `Graded by grader ${graderVersion}, sandbox ${sandbox}.`),
  files.length > 0 &&
    el(
      "details",
      "",
      el("summary", "", "Files that were read, with SHA-256"),
      el(
        "ul",
        "",
        files.map((file) => el("li", "", name(file.name), " ", el("code", "", file.sha256))),
      ),
    ),
];
