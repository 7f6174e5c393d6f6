/** What every edition of a set says of an exercise: title, points, story, shapes. */
import type { Exercise, ExerciseSet } from "../../../grader/src/engine/index.ts";
import { type Doc, parseSolutions, type SolutionsFile, type Statement } from "./parse.ts";

/** A set's checks together with its solutions file. */
export interface Source {
  readonly set: ExerciseSet;
  readonly file: SolutionsFile;
}

/** One exercise with its place in the solutions file. */
export interface Task {
  readonly exercise: Exercise;
  readonly statement: Statement;
  readonly doc: Doc;
}

/** @throws SyntaxError when an exercise has no function in the file, or a function no docstring */
export function readSource(set: ExerciseSet, text: string): Source {
  const idOf = new Map(set.exercises.map(({ name, id }) => [name, id]));
  return { set, file: parseSolutions(text, (name) => `TODO exercise ${idOf.get(name) ?? set.id}: ${name}`) };
}

/** The exercises in the set's order. */
export function tasksOf({ set, file }: Source): Task[] {
  return set.exercises.map((exercise) => {
    const statement = file.statements.find(({ name }) => name === exercise.name);
    if (!statement?.doc)
      throw new SyntaxError(
        `solutions/${set.name}.ts: ${exercise.name} (${exercise.id}) is not exported, or has no docstring`,
      );
    return { exercise, statement, doc: statement.doc };
  });
}

/** What the exercises share: imports and types. */
export function sharedStatements({ set, file }: Source): Statement[] {
  const names = new Set(set.exercises.map(({ name }) => name));
  return file.statements.filter(({ name }) => !(name && names.has(name)));
}

const difficulties = { E: "easy", M: "medium", H: "hard" };

/** "07.3 · FlashAttention, tile by tile · 8 points · hard" */
export const headline = ({ id, title, points, difficulty }: Exercise): string =>
  `${id} · ${title} · ${points} points · ${difficulties[difficulty]}`;
