/** A whole class: what is the same, and what is built alike, exercise by exercise. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type HandedIn, handedIn } from "../../grader/src/batch/submissions.js";
import { sets } from "../../grader/src/checks/index.js";
import type { Exercise, ExerciseSet } from "../../grader/src/engine/index.js";
import { codeIn } from "../../grader/src/submission/content.js";
import { kindOf } from "../../grader/src/submission/names.js";
import { NotGradable } from "../../grader/src/submission/not-gradable.js";
import { readSubmission } from "../../grader/src/submission/read.js";
import { ROOT } from "../start/setup.mjs";
import { type Answer, answersIn } from "./answers.js";
import { type Similar, similarPairs } from "./pairs.js";

export interface Author {
  readonly id: string;
  readonly name: string;
}

export interface Compared {
  readonly exercise: Exercise;
  readonly pairs: readonly Similar<Author>[];
  /** Groups whose answers are built the same from beginning to end, however many they are. */
  readonly rings: readonly (readonly Author[])[];
}

export interface Similarities {
  readonly authors: number;
  /** Groups whose code is the same, letter by letter but for blanks at the ends of lines. */
  readonly identical: readonly (readonly Author[])[];
  readonly compared: readonly Compared[];
  /** Exercises with an answer so short that everybody writes it alike. */
  readonly tooShort: readonly Exercise[];
  /** Who could not be read, and why. */
  readonly unread: readonly string[];
}

/** Lines of an answer below which nothing can be said. */
export const leastLines = 6;

/** @throws Problem when the folder or the archive cannot be read */
export async function compareClass(
  submissions: string,
  set: ExerciseSet,
  released: ReadonlySet<string>,
): Promise<Similarities> {
  const homework = { set, others: sets.filter((other) => other !== set), released };
  const class_ = await handedIn(submissions, homework);
  try {
    const [authors, unread] = [new Map<string, Author & Code>(), [] as string[]];
    for (const one of class_.submissions) {
      const read = await codeOf(one, homework);
      if (typeof read === "string") unread.push(`${one.id}: ${read}`);
      // The last attempt that can be read is a student's word.
      else if (!read.released)
        authors.set(one.student?.id ?? one.id, {
          id: one.student?.id ?? one.id,
          name: one.student?.name ?? one.id,
          ...read,
        });
    }
    const all = [...authors.values()];
    const { long, short } = byLength(set);
    return {
      authors: all.length,
      identical: groups(all, ({ content }) => content),
      compared: comparedIn(all, long, set),
      tooShort: short,
      unread,
    };
  } finally {
    class_.close();
  }
}

interface Code {
  /** All code. */
  readonly text: string;
  /** A hash of what is graded. */
  readonly content: string;
}

async function codeOf({ path }: HandedIn, homework: Parameters<typeof readSubmission>[1]) {
  try {
    const { source, content, released } = await readSubmission(path, homework);
    const files = Object.entries(source.files)
      .flatMap(([path, text]) => {
        const kind = kindOf(path);
        return kind === "code" || kind === "notebook" ? [{ path, text: codeIn(kind, text) }] : [];
      })
      .sort((a, b) => Number(b.path === source.main) - Number(a.path === source.main));
    return { content, released, text: files.map(({ text }) => text).join("\n") };
  } catch (error) {
    if (error instanceof NotGradable) return error.message;
    throw error;
  }
}

function comparedIn(
  authors: readonly (Author & Code)[],
  exercises: readonly Exercise[],
  set: ExerciseSet,
): Compared[] {
  const names = set.exercises.map(({ name }) => name);
  const answers = authors.map((author) => [author, answersOrNone(author.text, names)] as const);
  const template = answersIn(
    readFileSync(join(ROOT, "exercises", `${set.name}.ts`), "utf8").replaceAll("TODO exercise", "TODO"),
    names,
  );
  return exercises.map((exercise) => {
    const theirs = answers.flatMap(([author, byName]) => {
      const answer = byName.get(exercise.name);
      return answer ? [{ who: author, answer }] : [];
    });
    return {
      exercise,
      pairs: similarPairs(theirs, template.get(exercise.name)),
      rings: groups(theirs, ({ answer }) => answer.tokens.join(" ")).map((group) =>
        group.map(({ who }) => who),
      ),
    };
  });
}

function answersOrNone(text: string, names: readonly string[]): ReadonlyMap<string, Answer> {
  try {
    return answersIn(text, names);
  } catch (error) {
    if (error instanceof RangeError) return new Map(); // nested so deeply that no parser follows
    throw error;
  }
}

/** Exercises whose own answer is long enough to tell anything, and the others. */
function byLength(set: ExerciseSet) {
  const solution = readFileSync(join(ROOT, "solutions", `${set.name}.ts`), "utf8");
  const linesOf = ({ name }: Exercise) =>
    new RegExp(
      `^export (?:async )?(?:function\\*?|class|const) ${name}\\b[\\s\\S]*?// BEGIN SOLUTION\\n([\\s\\S]*?)// END SOLUTION`,
      "m",
    )
      .exec(solution)![1]!
      .split("\n")
      .filter((line) => line.trim() !== "").length;
  const long = set.exercises.filter((exercise) => linesOf(exercise) >= leastLines);
  return { long, short: set.exercises.filter((exercise) => !long.includes(exercise)) };
}

function groups<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return [...found.values()].filter((group) => group.length > 1);
}
