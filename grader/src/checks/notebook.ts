import { course } from "long-attention/facts";
import type { Exercise, ExerciseSet } from "../engine/index.js";

/** The exercises of a notebook, under its number and its title. @param name of its file, such as "07-flash-attention" */
export function setOf(name: string, exercises: readonly Exercise[]): ExerciseSet {
  const notebook = course.find(({ file }) => file === name);
  if (!notebook) throw new RangeError(`setOf: the course has no notebook "${name}"`);
  return { id: notebook.number, name, title: notebook.title, exercises };
}
