/** What an instructor looks at: who needs them, how the class did, what to teach next, and everybody's page. */
import type { Row } from "../batch/run.js";
import { slug } from "../batch/submissions.js";
import type { ExerciseSet } from "../engine/index.js";
import { escapeHtml } from "../text/plain.js";
import { stateOf } from "./exercise.js";
import { histogram } from "./histogram.js";
import { page } from "./page.js";
import { badge, bar, type Cell, count, nameHtml, points, prose, said, table } from "./parts.js";
import { type ExerciseTally, type Misconception, meanOf, quantile, type Tally, tally } from "./tally.js";

export function classPage(rows: readonly Row[], set: ExerciseSet): string {
  const all = tally(rows, set);
  const main = [
    `<p class="over">Long Attention · exercises ${escapeHtml(set.id)} · the class</p>`,
    `<h1>${escapeHtml(set.title)}</h1>`,
    `<p>${summary(rows.length, all)}</p>`,
    ...attention(all),
    "<h2>Scores</h2>",
    ...scores(all),
    "<h2>What to teach next</h2>",
    ...lessons(all),
    "<h2>Exercises</h2>",
    exercises(all),
    "<h2>Submissions</h2>",
    submissions(rows, set),
    '<p class="small quiet">○ was not started; – has no score.</p>',
  ];
  return page(`${set.id} · ${set.title} · the class`, main.join("\n"), footer(all));
}

const link = (id: string) => `<a href="students/${encodeURIComponent(slug(id))}.html">${nameHtml(id)}</a>`;

function summary(n: number, { graded, notGradable, infrastructure, open }: Tally): string {
  const parts = [
    `${graded.length} graded`,
    `${notGradable.length} not gradable`,
    `${infrastructure.length} that the grader failed on`,
    ...(open.length > 0 ? [`${open.length} not graded yet`] : []),
  ];
  return `${count(n, "submission")}: ${parts.join(", ")}.`;
}

/** What a person has to do something about; nothing when there is nothing. */
function attention({ notGradable, infrastructure, open, flagged }: Tally): string[] {
  const list = (heading: string, rows: readonly Row[], words: (row: Row) => string) =>
    rows.length === 0
      ? []
      : [`<h3>${heading}</h3><ul>${rows.map((row) => `<li>${words(row)}</li>`).join("")}</ul>`];
  const parts = [
    ...list(
      "The grader failed on these; grade them again",
      infrastructure,
      ({ id, result }) => `${link(id)}: ${said(result?.reason ?? "")}`,
    ),
    ...list(
      "Not gradable: no score, and not a zero",
      notGradable,
      ({ id, result }) => `${link(id)}: ${said(result?.reason ?? "")}`,
    ),
    ...list(
      "Graded, but look at them",
      flagged,
      ({ id, result }) => `${link(id)}: ${(result?.flags ?? []).map(({ words }) => said(words)).join("; ")}`,
    ),
    ...list("Not graded yet; run the same command again", open, ({ id }) => nameHtml(id)),
  ];
  return parts.length === 0 ? [] : ["<h2>Needs you</h2>", `<div class="notice">${parts.join("")}</div>`];
}

function scores({ graded, max }: Tally): string[] {
  if (graded.length === 0) return ["<p>Nothing is graded yet.</p>"];
  const all = graded.map(({ score }) => score);
  const fact = (name: string, value: string) => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const facts = [
    fact("median", points(quantile(all, 0.5))),
    fact("mean", points(meanOf(all))),
    fact("middle half", `${points(quantile(all, 0.25))} to ${points(quantile(all, 0.75))}`),
    fact("lowest and highest", `${points(Math.min(...all))} to ${points(Math.max(...all))}`),
    fact("possible", points(max)),
  ];
  return [
    `<dl class="facts">${facts.join("")}</dl>`,
    histogram(all, max),
    '<p class="small quiet">Submissions by their share of the points.</p>',
  ];
}

/** More than a lesson has room for. */
const mostLessons = 8;

function lessons({ misconceptions, exercises, graded }: Tally): string[] {
  const lesson = ({ exercise, text, ids }: Misconception) =>
    `<li><strong>${count(ids.length, "submission")}</strong> <span class="quiet">(${percent(ids.length / graded.length)}) · ${said(exercise)}</span><br>${prose(text)}` +
    `<details class="small"><summary>Whose</summary>${ids.map(link).join(", ")}</details></li>`;
  const unexplained = exercises.filter((one) => one.unexplained > 0);
  const [common, rare] = [misconceptions.slice(0, mostLessons), misconceptions.slice(mostLessons)];
  return [
    misconceptions.length === 0
      ? "<p>No known mistake was met.</p>"
      : `<p>Mistakes that were recognised, the most common first.</p><ol class="lessons">${common.map(lesson).join("\n")}</ol>`,
    rare.length === 0
      ? ""
      : `<details><summary>${count(rare.length, "rarer mistake")}</summary><ol class="lessons" start="${mostLessons + 1}">${rare.map(lesson).join("\n")}</ol></details>`,
    unexplained.length === 0
      ? ""
      : `<p class="quiet">Failed without a mistake that is known: ${unexplained.map(({ exercise, unexplained: n }) => `${n} in ${said(exercise.id)}`).join(", ")}.</p>`,
  ];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function exercises({ exercises, graded }: Tally): string {
  const row = ({ exercise, full, mean, hardest }: ExerciseTally): Cell[] => [
    { html: `${said(exercise.id)} ${prose(exercise.title)}`, kind: "wide" },
    { html: `${full} of ${graded.length}`, kind: "number" },
    { html: `${percent(mean)}${bar(mean, "short")}`, kind: "number" },
    {
      html: hardest
        ? `${prose(hardest.title)} <span class="quiet">(${hardest.passed} of ${graded.length} pass)</span>`
        : "–",
      kind: "wide",
    },
  ];
  return table(
    "Exercises",
    [
      { html: "exercise" },
      { html: "full points", kind: "number" },
      { html: "mean", kind: "number" },
      { html: "the check that fails most" },
    ],
    exercises.map(row),
  );
}

function submissions(rows: readonly Row[], set: ExerciseSet): string {
  const row = ({ id, result }: Row): Cell[] => [
    { html: result ? link(id) : nameHtml(id), kind: "names" },
    { html: result?.status === "graded" ? points(result.score) : "–", kind: "number" },
    ...set.exercises.map((exercise): Cell => {
      const one = result?.exercises.find(({ id }) => id === exercise.id);
      if (!one) return { html: "–", kind: "number" };
      if (stateOf(one) === "untouched") return { html: "○", kind: "number" };
      const kind = one.score === one.max ? "full" : one.score > 0 ? "part" : "zero";
      return { html: points(one.score), kind: `number ${kind}` };
    }),
    { html: stateHtml(result) },
  ];
  return table(
    "Submissions",
    [
      { html: "submission" },
      { html: "points", kind: "number" },
      ...set.exercises.map(({ id, points: max }) => ({
        html: `${said(id)}<br><span class="quiet">of ${max}</span>`,
        kind: "number",
      })),
      { html: "state" },
    ],
    rows.map(row),
  );
}

function stateHtml(result: Row["result"]): string {
  if (!result) return badge("none", "not graded yet");
  if (result.status === "graded")
    return result.flags.length > 0 ? badge("part", "graded, look") : badge("good", "graded");
  return result.status === "not-gradable" ? badge("bad", "not gradable") : badge("bad", "grader failed");
}

function footer({ graded, notGradable, infrastructure }: Tally): string {
  const results = [...graded, ...[...notGradable, ...infrastructure].flatMap(({ result }) => result ?? [])];
  const each = (of: (result: (typeof results)[number]) => string | number) =>
    [...new Set(results.map((result) => said(String(of(result)))))].join(", ");
  if (results.length === 0) return "<p>Nothing is graded yet.</p>";
  return `<p>Seed ${each(({ seed }) => seed)}, grader ${each(({ graderVersion }) => graderVersion)}, sandbox ${each(({ sandbox }) => sandbox)}. The gradebook is in grades.csv; all there is to know about a submission is in results/.</p>`;
}
