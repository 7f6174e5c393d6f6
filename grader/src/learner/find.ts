/** Exercises and sets by what somebody typed. */
import { exercises, sets } from "../checks/index.js";
import type { Exercise, ExerciseSet } from "../engine/index.js";
import { placeOfSet } from "./next-place.js";

/**
 * The exercise "07.3".
 * @param where who asks, for the message
 * @throws RangeError that suggests the nearest id, or says which there are
 */
export function findExercise(where: string, id: unknown): Exercise {
  if (typeof id !== "string")
    throw new TypeError(
      `${where}: the first argument is the exercise's id, as in ${where}("00.2"${where === "check" ? ", sdpa" : ""})`,
    );
  const found = exercises.find((exercise) => exercise.id === id);
  if (found) return found;
  const meant = exercises.find((exercise) => exercise.id === tidy(id) || exercise.name === id.trim());
  if (meant) throw new RangeError(`${where}: there is no exercise "${id}"; did you mean "${meant.id}"?`);
  const set = sets.find((set) => set.id === tidy(id).split(".")[0]);
  throw new RangeError(
    set
      ? `${where}: there is no exercise "${id}"; set ${set.id} has ${rangeOf(set)}`
      : `${where}: there is no exercise "${id}"; there are ${listed(sets.map(rangeOf))}`,
  );
}

/**
 * The set "07".
 * @throws RangeError that suggests the nearest id, or says which there are
 */
export function findSet(where: string, id: unknown): ExerciseSet {
  const found = sets.find((set) => set.id === id);
  if (found) return found;
  const meant = sets.find((set) => set.id === tidy(String(id)).split(".")[0] || set.name === id);
  if (meant) throw new RangeError(`${where}: there is no set "${id}"; did you mean "${meant.id}"?`);
  throw new RangeError(`${where}: there is no set "${id}"; there are ${listed(sets.map(({ id }) => id))}`);
}

/** "7.3", "07-3", "ex. 7,3" → "07.3"; "7" → "07". */
function tidy(id: string): string {
  const [, set, number] = /(\d+)(?:\D+(\d+))?/.exec(id) ?? [];
  if (set === undefined) return id;
  return set.padStart(2, "0") + (number === undefined ? "" : `.${Number(number)}`);
}

const rangeOf = ({ exercises }: ExerciseSet) =>
  exercises.length === 1 ? exercises[0]!.id : `${exercises[0]!.id} to ${exercises.at(-1)!.id}`;

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** The exercise after this one, in the course's order, and where it is when a new set begins. */
export function nextAfter(
  exercise: Exercise,
  where: "cell" | "terminal",
): { id: string; title: string; place?: string } | undefined {
  const next = exercises[exercises.indexOf(exercise) + 1];
  if (!next) return undefined;
  const { id, title } = next;
  const set = sets.find((set) => set.exercises.includes(next))!;
  if (set.exercises.includes(exercise)) return { id, title };
  return { id, title, place: placeOfSet(set, where) };
}
