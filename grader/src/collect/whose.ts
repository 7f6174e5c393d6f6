/** Which student of the roster an owner is. */
import type { Owner } from "../download/owner.js";
import type { Enrolled } from "./roster.js";

export type Whose = { readonly student: Enrolled } | { readonly problem: string };

/** Never guesses: what points at two students, or at none, is a problem in a sentence. */
export function whose(owner: Owner, roster: readonly Enrolled[]): Whose {
  const told = wordsFor(owner);
  const byKey = roster.filter((student) => isCalled(student, owner));
  const byName = owner.name === undefined ? [] : roster.filter((one) => sameName(one, owner.name!));
  const [first, second] = byKey;
  if (second)
    return { problem: `${told} could be ${first!.name} (${first!.id}) and ${second.name} (${second.id})` };
  if (first) {
    const [named] = byName;
    if (named && !byName.includes(first))
      return {
        problem: `its number is that of ${first.name} (${first.id}), but its name that of ${named.name} (${named.id})`,
      };
    return { student: first };
  }
  const hasKey = owner.id !== undefined || owner.login !== undefined || owner.email !== undefined;
  if (!hasKey && byName.length === 1) return { student: byName[0]! };
  if (!hasKey && byName.length > 1)
    return { problem: `${told} is the name of ${byName.map(({ id }) => id).join(" and ")}` };
  return { problem: `nobody on the roster is ${told}` };
}

/** One of the keys that the platform gives is the student's. */
function isCalled(student: Enrolled, { id, login, email, ends }: Owner): boolean {
  const is = (mine: string | undefined, theirs: string | undefined) =>
    mine !== undefined && theirs !== undefined && fold(mine) === fold(theirs);
  if (is(student.platformId ?? student.id, id) || is(student.id, id) || is(student.email, email)) return true;
  if (login === undefined) return false;
  const keys = [student.id, student.login, student.email].filter((key) => key !== undefined);
  return keys.some((key) => is(key, login) || (ends === true && fold(login).endsWith(`-${fold(key)}`)));
}

const fold = (text: string): string => text.normalize("NFC").toLowerCase();

/** The same letters, whatever their order, marks between them, and a group's name before them. */
const sameName = ({ name, group }: Enrolled, told: string): boolean =>
  lettersOf(name) === lettersOf(told) ||
  (group !== undefined && lettersOf(`${group}${name}`) === lettersOf(told));

const lettersOf = (name: string): string => (fold(name).match(/[\p{L}\p{M}\p{N}]/gu) ?? []).sort().join("");

/** How the platform calls it, for a sentence. */
export const wordsFor = ({ id, name, login, email }: Owner): string =>
  [name, ...[id, login, email].filter((key) => key !== undefined).map((key) => `(${key})`)]
    .filter((part) => part !== undefined)
    .join(" ");
