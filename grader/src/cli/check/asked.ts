/** What is to be checked, from what somebody typed: sets, exercises, or one file of their own. */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { sets } from "../../checks/index.js";
import type { ExerciseSet } from "../../engine/index.js";
import { findExercise, findSet } from "../../learner/find.js";
import { codeIn } from "../../submission/content.js";
import { seenIn } from "../../submission/declared.js";
import { isWork, kindOf } from "../../submission/names.js";
import { textOf } from "../../submission/text.js";
import type { Chosen } from "./screen.js";

/** Exercises of some sets, and the file of each. */
export interface Asked {
  readonly chosen: readonly Chosen[];
  readonly file: (one: Chosen) => string;
  /** The file that was named, if one was. */
  readonly named?: string;
}

/**
 * @param words ids of sets and exercises, and perhaps a path
 * @param folder where the exercises are, for those who name no file
 * @throws RangeError for an unknown id, NotGradable for a file that is no text
 */
export function asked(words: readonly string[], folder: string): Asked {
  const [named, second] = words.filter(isWork);
  if (second !== undefined)
    throw new RangeError(`one file at a time, and not both ${named} and ${second}; or name sets, such as 07`);
  const ids = words.filter((word) => !isWork(word));
  if (named === undefined)
    return { chosen: exercisesOf(sets, ids), file: ({ set }) => join(resolve(folder), `${set.name}.ts`) };
  // npm runs its scripts in the course's folder, wherever it is called.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), named);
  if (!existsSync(file)) throw new RangeError(`there is no ${file}`);
  const set = setIn(named, codeIn(kindOf(named)!, textOf(named, readFileSync(file))));
  const chosen = exercisesOf([set], ids);
  if (chosen.length === 0)
    throw new RangeError(`${named} holds set ${set.id}, and none of ${ids.join(", ")}`);
  return { chosen, file: () => file, named };
}

/** In the course's order. */
function exercisesOf(among: readonly ExerciseSet[], ids: readonly string[]): Chosen[] {
  const wanted = new Set(
    ids.flatMap((id) => {
      if (/^\d+$/.test(id) || sets.some(({ name }) => name === id)) return findSet("check", id).exercises;
      return [findExercise("check", id)];
    }),
  );
  return among
    .map((set) => ({
      set,
      exercises: set.exercises.filter((exercise) => ids.length === 0 || wanted.has(exercise)),
    }))
    .filter(({ exercises }) => exercises.length > 0);
}

/** The set whose functions a file declares; where it declares none, the one that its name begins with. */
function setIn(path: string, code: string): ExerciseSet {
  const { declared } = seenIn(code);
  const [most] = sets
    .map((set) => ({ set, found: set.exercises.filter(({ name }) => declared.has(name)).length }))
    .sort((a, b) => b.found - a.found);
  if (most && most.found > 0) return most.set;
  const called = sets.find(({ id }) => basename(path).startsWith(id));
  if (!called) throw new RangeError(`${path} holds none of the course's exercises`);
  return called;
}
