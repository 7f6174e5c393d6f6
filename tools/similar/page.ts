/** Pages to read: who is alike, and two answers side by side. They look like the grader's other reports, and judge nobody. */
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import type { Content } from "../../grader/src/feedback/element.js";
import { page } from "../../grader/src/reports/page.js";
import { count, el, link, name, prose, table } from "../../grader/src/reports/parts.js";
import { plain } from "../../grader/src/text/plain.js";
import { type Author, leastLines, type Similarities } from "./class.js";
import type { Alike, Similar, Written } from "./pairs.js";

/** Pairs of an exercise that are worth a person's time. */
export const mostPairs = 15;
export const leastSimilarity = 0.5;
const mostNames = 30;

export interface Shown {
  readonly file: string;
  readonly title: string;
  readonly pair: Similar<Author>;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const footer: Content = el(
  "p",
  "",
  "Made for the eyes of whoever teaches: ask before you conclude. People who learned together write alike, and so do two who read the same book.",
);

export function overviewPage(
  set: ExerciseSet,
  { authors, identical, compared, tooShort, unread }: Similarities,
  shown: readonly Shown[],
): string {
  const fileOf = new Map(shown.map(({ pair, file }) => [pair, file]));
  const main = [
    el("p", "over", `Long Attention · exercises ${set.id}`),
    el("h1", "", "Who wrote alike"),
    el(
      "p",
      "",
      `${count(authors, "submission")} were compared, each exercise for itself. Names, types, layout, comments, numbers and what was handed out do not count, nor does what many others wrote, too. A high share is a reason to read both, and no verdict.`,
    ),
    el("h2", "", "The same code"),
    identical.length === 0
      ? el("p", "quiet", "Nobody handed in what somebody else did, letter by letter.")
      : el(
          "ul",
          "",
          identical.map((group) => el("li", "", together(group))),
        ),
    compared.map(({ exercise, pairs, rings }) => {
      const listed = pairs.filter((pair) => fileOf.has(pair));
      return [
        el("h2", "", `${exercise.id} `, prose(exercise.title)),
        rings.map((group) =>
          el(
            "p",
            "",
            el("strong", "", `${count(group.length, "answer")} built the same from beginning to end: `),
            together(group),
          ),
        ),
        listed.length === 0
          ? el(
              "p",
              "quiet",
              `No two answers are built alike for more than ${percent(leastSimilarity)} of what is their own.`,
            )
          : table(
              `Pairs in ${exercise.id}`,
              [
                ["two answers", "wide"],
                ["built alike", "number"],
              ],
              listed.map((pair) => [
                [link(fileOf.get(pair)!, [who(pair.left.who), " and ", who(pair.right.who)])],
                [percent(pair.similarity), "number"],
              ]),
            ),
      ];
    }),
    tooShort.length > 0 &&
      el(
        "p",
        "quiet",
        `Not compared, for an answer of fewer than ${leastLines} lines is everybody's: ${tooShort.map(({ id }) => id).join(", ")}.`,
      ),
    unread.length > 0 && [
      el("h2", "", "Not read"),
      el(
        "ul",
        "",
        unread.map((line) => el("li", "", plain(line, 300))),
      ),
    ],
  ];
  return page(`${set.id} · Who wrote alike`, main, footer);
}

/** Names, and how many more. */
const together = (group: readonly Author[]): Content => [
  group.slice(0, mostNames).map((one, k) => [k > 0 && ", ", who(one)]),
  group.length > mostNames && `, and ${group.length - mostNames} more`,
];

const who = ({ id, name: called }: Author): Content =>
  id === called ? name(id) : [name(called), " ", el("span", "quiet", name(id))];

export function pairPage({ title, pair }: Shown): string {
  // Where passages overlap, a line is of the larger one, on both sides.
  const alike = [...pair.alike()].sort((a, b) => sizeOf(b) - sizeOf(a));
  const main = [
    el("p", "over", link("index.html", "Who wrote alike")),
    el("h1", "", title),
    el(
      "p",
      "",
      `${percent(pair.similarity)} of what is their own is built alike. A passage that is built alike has the same number on both sides, and a bar.`,
    ),
    el("div", "pair", side(pair.left, alike, "left"), side(pair.right, alike, "right")),
  ];
  return page(title, main, footer);
}

const sizeOf = ({ left: [from, to] }: Alike): number => to - from;

/** One side's answer; a line of a passage says which. */
function side(
  { who: author, answer }: Written<Author>,
  alike: readonly Alike[],
  which: "left" | "right",
): Content {
  const lines = answer.text.split("\n");
  const passage = (row: number) => alike.findIndex((one) => one[which][0] <= row && row <= one[which][1]);
  const line = (row: number) => {
    const at = passage(row);
    const bar = at < 0 ? "    " : `${String(at + 1).padStart(2)} │`;
    return el(
      "span",
      at < 0 ? "" : "alike",
      `${String(row + 1).padStart(4)} ${bar} ${plain(lines[row], 400)}\n`,
    );
  };
  const parts = answer.rows.map(([from, to], k) => [
    k > 0 && "\n",
    Array.from({ length: to - from + 1 }, (_, at) => line(from + at)),
  ]);
  return el("section", "", el("h2", "", who(author)), el("pre", "listing", parts));
}
