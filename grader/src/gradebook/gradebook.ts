/** The gradebook of a collected class: computed anew from raw scores each time, and written for people and platforms. */
import { join } from "node:path";
import { resultsIn } from "../batch/results.js";
import { slugsOf } from "../batch/slugs.js";
import { attemptId, type Collected, readCollected } from "../download/collected.js";
import { Problem } from "../files/problem.js";
import { readIfThere, writeWhole } from "../files/whole.js";
import { readExtensions, readOverrides } from "./exceptions.js";
import { feedbackZip } from "./feedback.js";
import { type Grade, gradesOf } from "./grades.js";
import { canvasImport, type Filled, moodleWorksheet } from "./platforms.js";
import { readPolicy } from "./policy.js";
import { gradebookCsv, mailCsv } from "./tables.js";

export interface GradebookOptions {
  /** Where `collect` wrote. */
  readonly collected: string;
  /** Where `grade` wrote this set's results. */
  readonly graded: string;
  readonly out: string;
  /** Files. */
  readonly policy?: string;
  readonly extensions?: string;
  readonly overrides?: string;
  readonly canvas?: string;
  readonly moodle?: string;
  readonly column?: string;
  readonly outOf?: number;
  readonly max: number;
}

export interface Written {
  readonly grades: readonly Grade[];
  readonly files: readonly string[];
  readonly tables: readonly (Filled & { readonly path: string })[];
}

/** @throws Problem when something is not there, or says what cannot be */
export function writeGradebook(options: GradebookOptions): Written {
  const { graded, out, max } = options;
  const collected = readCollected(options.collected);
  if (!collected)
    throw new Problem(
      `${options.collected} holds no submissions.json; collect the platform's download into it first`,
    );
  const slugs = slugsOf(
    collected.students.flatMap(({ id, attempts }) => attempts.map((attempt) => attemptId(id, attempt))),
  );
  const known = resultsOf(graded);
  const results = new Map(
    [...slugs].flatMap(([id, slug]) => (known.has(slug) ? [[id, known.get(slug)!] as const] : [])),
  );
  const ids = new Set(collected.students.map(({ id }) => id));
  const policy = options.policy === undefined ? undefined : readPolicy(options.policy);
  const grades = gradesOf({
    ...{ collected, results, policy, max },
    extensions: options.extensions === undefined ? new Map() : readExtensions(options.extensions, ids),
    overrides: options.overrides === undefined ? new Map() : readOverrides(options.overrides, ids),
  });
  const slugOf = ({ student, attempt, from }: Grade) =>
    attempt ? slugs.get(attemptId(from ?? student.id, attempt)) : undefined;
  const pageOf = (grade: Grade) => (grade.result ? `students/${slugOf(grade)}.html` : "");
  const files = ["gradebook.csv", "mail.csv"];
  writeWhole(join(out, "gradebook.csv"), gradebookCsv(grades, max, pageOf));
  writeWhole(join(out, "mail.csv"), mailCsv(grades, max, pageOf));
  const tables = platformTables(options, collected, grades, policy?.missing ?? "leave");
  for (const { path, csv } of tables) {
    writeWhole(join(out, path), csv);
    files.push(path);
  }
  const zip = feedbackZip(grades, collected.layout, (grade) => {
    const text = grade.result ? readIfThere(join(graded, pageOf(grade))) : undefined;
    return text === undefined ? undefined : Buffer.from(text);
  });
  if (zip) {
    writeWhole(join(out, "feedback.zip"), zip);
    files.push("feedback.zip");
  }
  return { grades, files, tables };
}

function resultsOf(graded: string) {
  try {
    return resultsIn(graded);
  } catch {
    throw new Problem(`${graded} holds no results; grade the collected folder first, or name its --graded`);
  }
}

function platformTables(
  { canvas, moodle, column, outOf, max }: GradebookOptions,
  { layout }: Collected,
  grades: readonly Grade[],
  missing: "leave" | "zero",
) {
  const filling = {
    ...{ max, missing },
    grades: grades.filter(({ student }) => !student.unclaimed),
    ...(column === undefined ? {} : { column }),
    ...(outOf === undefined ? {} : { outOf }),
  };
  const of = (asked: string, platform: string, made: string) => {
    if (layout !== platform && layout !== "plain")
      throw new Problem(`${asked} is for what was collected from ${platform}; this was from ${layout}`);
    return { path: made, ...(platform === "canvas" ? canvasImport : moodleWorksheet)(asked, filling) };
  };
  return [
    ...(canvas === undefined ? [] : [of(canvas, "canvas", "canvas-import.csv")]),
    ...(moodle === undefined ? [] : [of(moodle, "moodle", "moodle-worksheet.csv")]),
  ];
}
