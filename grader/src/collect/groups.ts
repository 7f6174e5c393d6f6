/** Whose work counts for whom: what one member of a group hands in is everybody's who handed in nothing alone. */
import type { Student } from "../download/collected.js";

/** @param told pairs that the platform names itself */
export function shareInGroups(
  students: readonly Student[],
  told: readonly { readonly owner: string; readonly with: string }[],
): Student[] {
  return students.map((student) => {
    if (student.attempts.length > 0 || student.unclaimed) return student;
    const mates = students.filter(
      ({ id, group, attempts }) =>
        attempts.length > 0 &&
        (told.some((pair) => pair.owner === id && pair.with === student.id) ||
          (group !== undefined && group === student.group)),
    );
    return mates.length === 0 ? student : { ...student, sharedWith: mates.map(({ id }) => id) };
  });
}
