/** Plans for a class, from what the notebooks and the sets say of themselves. */
import { readFileSync } from "node:fs";
import { sets } from "../../grader/src/checks/index.js";
import { type CourseStop, course } from "../../lib/src/facts/course.js";

/** Sessions of a course in four weeks; a term takes all that is not optional, in its order. */
const weeks: readonly (readonly [title: string, numbers: readonly string[]])[] = [
  ["the wall and the machine", ["00", "01", "02", "03"]],
  ["fewer pairs", ["04", "05", "06"]],
  ["exact and fast", ["07", "08"]],
  ["streams, content that chooses, and states", ["09", "11", "12"]],
];

const stop = (number: string): CourseStop => {
  const found = course.find((one) => one.number === number);
  if (!found) throw new RangeError(`schedules: there is no notebook ${number}`);
  return found;
};

/** The first of the things that a reader can do afterwards, as the notebook's top says it. */
function goal({ file }: CourseStop): string {
  const source = readFileSync(`notebooks/src/${file}.nb.ts`, "utf8");
  const first = /After this notebook you can\n\/\/ - ([\s\S]*?)[;.]\n/.exec(source)?.[1];
  if (!first)
    throw new SyntaxError(`notebooks/src/${file}.nb.ts says nowhere what a reader can do afterwards`);
  return first.replaceAll("\n//", "");
}

const points = (number: string): number =>
  sets.find(({ id }) => id === number)?.exercises.reduce((sum, one) => sum + one.points, 0) ?? 0;

const sum = (numbers: readonly string[], of: (number: string) => number): number =>
  numbers.reduce((all, number) => all + of(number), 0);

const minutes = (number: string): number => stop(number).minutes;

const table = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `| ${row.join(" | ")} |`).join("\n");

/** The two tables of docs/instructors.md. */
export function schedules(): string {
  const term = course.filter(({ optional, part }) => !optional && part);
  return [
    table([
      ["four weeks", "notebooks", "afterwards a student can", "minutes", "points"],
      ["---", "---", "---", "---", "---"],
      ...weeks.map(([title, numbers]) => [
        ...[title, numbers.join(", "), numbers.map((number) => goal(stop(number))).join("; ")],
        ...[sum(numbers, minutes), sum(numbers, points)],
      ]),
    ]),
    table([
      ["one term, week", "notebook", "afterwards a student can", "minutes", "points"],
      ["---", "---", "---", "---", "---"],
      ...term.map((one, k) => [
        ...[k + 1, `[${one.number} · ${one.title}](../notebooks/${one.file}.ipynb)`, goal(one)],
        ...[one.minutes, points(one.number)],
      ]),
    ]),
  ].join("\n\n");
}
