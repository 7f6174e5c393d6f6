/** What an instructor looks at: who needs them, how the class did, what to teach next, and everybody's page. */
import type { Row } from "../batch/row.js";
import type { ExerciseSet } from "../engine/index.js";
import { type Content, h, type VNode } from "../feedback/element.js";
import { signs } from "../feedback/text.js";
import type { Result } from "../result/index.js";
import { histogram } from "./histogram.js";
import { page } from "./page.js";
import { badge, bar, type Cell, count, el, link, name, points, prose, table } from "./parts.js";
import { inShort, notesOf } from "./row.js";
import {
  type ExerciseTally,
  type Misconception,
  meanOf,
  needsSomebody,
  quantile,
  type Tally,
  tally,
} from "./tally.js";

export function classPage(rows: readonly Row[], set: ExerciseSet): string {
  const all = tally(rows, set);
  const main = [
    el("p", "over", `Long Attention · exercises ${set.id} · the class`),
    el("h1", "", set.title),
    el("p", "", summary(rows.length, all)),
    attention(all),
    el("h2", "", "Scores"),
    scores(all),
    el("h2", "", "What to teach next"),
    lessons(all),
    el("h2", "", "Exercises"),
    exercises(all),
    el("h2", "", "Submissions"),
    submissions(rows, set),
    el("p", "small quiet", "○ was not started; – has no score."),
  ];
  return page(`${set.id} · ${set.title} · the class`, main, el("p", "", footer(all)));
}

/** Whose it is: the name leads to the page, and the platform's number tells those of one name apart. */
function student({ id, slug, student, result }: Row): Content {
  const shown = name(student?.name ?? id);
  return [
    result ? link(`students/${encodeURIComponent(slug)}.html`, shown) : shown,
    student && el("span", "quiet", ` ${student.id}`),
  ];
}

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
function attention({ notGradable, infrastructure, open, flagged }: Tally): Content {
  const isNotStarted = ({ result }: Row) => result!.flags.every(({ code }) => code === "nothing-started");
  const parts = [
    part("The grader failed on these; run the same command again, and it tries them again", infrastructure),
    part("Not gradable: no score, and not a zero", notGradable),
    part(
      "Graded, but look at them",
      flagged.filter((row) => !isNotStarted(row)),
    ),
    part("Nothing started: no points, and nothing wrong", flagged.filter(isNotStarted)),
    part("Not graded yet; run the same command again", open),
  ].flat();
  return parts.length === 0 ? [] : [el("h2", "", "Needs you"), el("div", "notice", parts)];
}

/** More than so many are folded. */
const mostOpen = 12;

function part(heading: string, rows: readonly Row[]): VNode[] {
  if (rows.length === 0) return [];
  const list = (some: readonly Row[]) =>
    el(
      "ul",
      "",
      some.map((row) => el("li", "", student(row), row.result && `: ${notesOf(row.result)}`)),
    );
  const [first, more] = [rows.slice(0, mostOpen), rows.slice(mostOpen)];
  return [
    el("h3", "", `${heading} (${rows.length})`),
    list(first),
    ...(more.length > 0 ? [el("details", "", el("summary", "", `${more.length} more`), list(more))] : []),
  ];
}

function scores({ graded, max }: Tally): Content {
  if (graded.length === 0) return el("p", "", "Nothing is graded yet.");
  const all = graded.map(({ score }) => score);
  const fact = (name: string, value: string) => el("div", "", el("dt", "", name), el("dd", "", value));
  return [
    el(
      "dl",
      "facts",
      fact("median", points(quantile(all, 0.5))),
      fact("mean", points(meanOf(all))),
      fact("middle half", `${points(quantile(all, 0.25))} to ${points(quantile(all, 0.75))}`),
      fact("lowest and highest", `${points(Math.min(...all))} to ${points(Math.max(...all))}`),
      fact("possible", points(max)),
    ),
    histogram(all, max),
    el("p", "small quiet", "Submissions by their share of the points."),
  ];
}

/** More than a lesson has room for. */
const mostLessons = 8;

function lessons({ misconceptions, exercises, graded }: Tally): Content {
  const lesson = ({ exercise, text, rows }: Misconception) =>
    el(
      "li",
      "",
      el("strong", "", count(rows.length, "submission")),
      el("span", "quiet", ` (${percent(rows.length / graded.length)}) · ${exercise}`),
      el("br", ""),
      prose(text),
      el(
        "details",
        "small",
        el("summary", "", "Whose"),
        rows.map((row, k) => [k > 0 && ", ", student(row)]),
      ),
    );
  const unexplained = exercises.filter((one) => one.unexplained > 0);
  const [common, rare] = [misconceptions.slice(0, mostLessons), misconceptions.slice(mostLessons)];
  return [
    misconceptions.length === 0
      ? el("p", "", "No known mistake was met.")
      : [
          el("p", "", "Mistakes that were recognised, the most common first."),
          el("ol", "lessons", common.map(lesson)),
        ],
    rare.length > 0 &&
      el(
        "details",
        "",
        el("summary", "", count(rare.length, "rarer mistake")),
        h("ol", { class: "lessons", start: mostLessons + 1 }, rare.map(lesson)),
      ),
    unexplained.length > 0 &&
      el(
        "p",
        "quiet",
        `Failed without a mistake that is known: ${unexplained.map(({ exercise, unexplained: n }) => `${n} in ${exercise.id}`).join(", ")}.`,
      ),
  ];
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

function exercises({ exercises, graded }: Tally): VNode {
  const passes = (n: number) => el("span", "quiet", ` (${n} of ${graded.length} pass)`);
  const solved = (full: number) => (graded.length === 0 ? "–" : percent(full / graded.length));
  const row = ({ exercise, full, mean, hardest, slip }: ExerciseTally): Cell[] => [
    [[`${exercise.id} `, prose(exercise.title)], "wide"],
    [[solved(full), el("span", "quiet", ` (${full} of ${graded.length})`)], "number"],
    [[percent(mean), bar(mean, "bar short")], "number"],
    [hardest ? [prose(hardest.title), passes(hardest.passed)] : "–", "wide"],
    [
      slip
        ? [
            prose(sentenceOf(slip.text)),
            el("span", "quiet", ` (${slip.times === 1 ? "once" : `${slip.times} times`})`),
          ]
        : "–",
      "wide",
    ],
  ];
  const head: Cell[] = [
    ["exercise"],
    ["solved", "number"],
    ["mean", "number"],
    ["the hardest check"],
    ["the most common slip"],
  ];
  return table("Exercises", head, exercises.map(row));
}

/** What they did; what follows from it stands under "What to teach next". */
const sentenceOf = (text: string) => /^.*?[.:;](?=\s|$)/.exec(text)?.[0].replace(/[:;]$/, ".") ?? text;

/** Those that need somebody first; the others are folded, when there are any of both. */
function submissions(rows: readonly Row[], set: ExerciseSet): Content {
  const [needy, fine] = [rows.filter(needsSomebody), rows.filter((row) => !needsSomebody(row))];
  if (needy.length === 0 || fine.length === 0) return rowsTable("Submissions", rows, set);
  return [
    rowsTable("Submissions that need somebody", needy, set),
    el(
      "details",
      "",
      el("summary", "", `${fine.length} graded, with nothing to look at`),
      rowsTable("Submissions that are fine", fine, set),
    ),
  ];
}

function rowsTable(label: string, rows: readonly Row[], set: ExerciseSet): VNode {
  const pointsIn = (result: Row["result"], id: string): Cell => {
    const one = result?.exercises.find((exercise) => exercise.id === id);
    if (!one) return ["–", "number"];
    if (one.state === "not started") return [signs["not started"], "number"];
    const kind = one.score === one.max ? "full" : one.score > 0 ? "part" : "zero";
    return [points(one.score), `number ${kind}`];
  };
  const line = (row: Row): Cell[] => [
    [student(row), "names"],
    [row.result?.status === "graded" ? points(row.result.score) : "–", "number"],
    ...set.exercises.map((exercise) => pointsIn(row.result, exercise.id)),
    [badges(row)],
    [file(row), "names small"],
  ];
  const head: Cell[] = [
    ["submission"],
    ["points", "number"],
    ...set.exercises.map(
      ({ id, points }): Cell => [[id, el("br", ""), el("span", "quiet", `of ${points}`)], "number"],
    ),
    ["state"],
    ["file, last changed (UTC)"],
  ];
  return table(label, head, rows.map(line));
}

const file = ({ result, changed }: Row): Content => [
  result?.submission.main && name(result.submission.main),
  changed && [el("br", ""), el("span", "quiet", changed.toISOString().slice(0, 16).replace("T", " "))],
];

const badges = ({ result, late }: Row): Content => [
  ...(result ? ofResult(result) : [badge("none", signs["not run"], "not graded yet")]),
  late && [" ", badge("none", "–", "late")],
];

function ofResult({ status, code, flags }: Result): VNode[] {
  if (status === "infrastructure") return [badge("bad", signs.failed, "grader failed")];
  if (status === "not-gradable") return [badge("bad", signs.failed, code ? inShort[code] : "not gradable")];
  if (flags.length === 0) return [badge("good", signs.passed, "graded")];
  return [...new Set(flags.map(({ code }) => code))].map((code) =>
    code === "nothing-started"
      ? badge("none", signs["not started"], inShort[code])
      : badge("part", "◐", inShort[code]),
  );
}

function footer({ graded, notGradable, infrastructure }: Tally): string {
  const results = [...graded, ...[...notGradable, ...infrastructure].flatMap(({ result }) => result ?? [])];
  const each = (of: (result: (typeof results)[number]) => string | number) =>
    [...new Set(results.map((result) => String(of(result))))].join(", ");
  if (results.length === 0) return "Nothing is graded yet.";
  return `Seed ${each(({ seed }) => seed)}, grader ${each(({ graderVersion }) => graderVersion)}, sandbox ${each(({ sandbox }) => sandbox)}. The gradebook is in grades.csv; all there is to know about a submission is in results/.`;
}
