import { join, resolve } from "node:path";
import { readCollected } from "../download/collected.js";
import { Problem } from "../files/problem.js";
import { type Written, writeGradebook } from "../gradebook/gradebook.js";
import type { Grade } from "../gradebook/grades.js";
import { plain } from "../text/plain.js";
import { setOf } from "./set.js";

/** As commander gives them. */
export interface GradebookFlags {
  readonly graded?: string;
  readonly out?: string;
  readonly policy?: string;
  readonly extensions?: string;
  readonly overrides?: string;
  readonly canvas?: string;
  readonly moodle?: string;
  readonly column?: string;
  readonly outOf?: number;
  readonly json?: boolean;
}

/**
 * @returns the exit code: 0 when everybody has a grade or handed in nothing, 3 when somebody needs a person
 * @throws Problem
 */
export async function gradebookCommand(folder: string, flags: GradebookFlags): Promise<number> {
  const set = setOf(setIn(folder));
  const out = flags.out ?? join(folder, "gradebook");
  const graded = join(flags.graded ?? join(folder, "graded"), set.id);
  const paths = Object.fromEntries(
    (["policy", "extensions", "overrides", "canvas", "moodle"] as const).flatMap((name) =>
      flags[name] === undefined ? [] : [[name, resolve(flags[name])]],
    ),
  );
  const written = writeGradebook({
    ...paths,
    collected: resolve(folder),
    graded: resolve(graded),
    out: resolve(out),
    ...(flags.column === undefined ? {} : { column: flags.column }),
    ...(flags.outOf === undefined ? {} : { outOf: flags.outOf }),
    max: set.exercises.reduce((sum, { points }) => sum + points, 0),
  });
  process.stdout.write(flags.json ? `${JSON.stringify(summary(written))}\n` : `${inWords(written, out)}\n`);
  return written.grades.some(needsPerson) ? 3 : 0;
}

function setIn(folder: string): string {
  const collected = readCollected(resolve(folder));
  if (collected) return collected.set;
  throw new Problem(`${folder} holds no submissions.json; collect the platform's download into it first`);
}

const needsPerson = ({ state, student }: Grade): boolean =>
  state === "needs a person" || student.unclaimed === true;

const summary = ({ grades, files, tables }: Written) => ({
  files,
  tables: tables.map(({ path, filled, unknown }) => ({ path, filled, unknown })),
  grades: grades.map(({ student: { id, name }, state, raw, penalty, final, daysLate, notes }) => ({
    ...{ id, name, state, raw, penalty, final, daysLate, notes },
  })),
});

function inWords({ grades, files, tables }: Written, out: string): string {
  const of = (state: Grade["state"]) => grades.filter((grade) => grade.state === state).length;
  const late = grades.filter(({ penalty }) => (penalty ?? 0) > 0).length;
  return [
    `${of("graded")} of ${grades.length} students have a grade, ${of("not submitted")} handed in nothing, ${late} lost points for being late.`,
    ...tables.flatMap(({ path, filled, unknown }) => [
      `${path}: ${filled} grades filled in${unknown.length > 0 ? `; not in that table: ${plain(unknown.join(", "), 300)}` : ""}.`,
    ]),
    ...grades
      .filter(needsPerson)
      .map(
        ({ student: { id, name }, notes }) =>
          `A person has to look at ${plain(id)} ${plain(name)}: ${plain(notes.join("; "))}.`,
      ),
    `See ${files.map((file) => `${out}/${file}`).join(", ")}`,
  ].join("\n");
}
