/** Is this the homework that was asked for? */
import { seenIn } from "./declared.js";
import type { Functions, Homework } from "./homework.js";
import { NotGradable } from "./not-gradable.js";

/** @param code of the file and of all that it imports @throws NotGradable for no code at all, or another set's */
export function mustBeTheSet(file: string, code: string, { set, others }: Homework): void {
  if (code.trim() === "") throw new NotGradable(`${file} is empty`, "empty");
  const { declared, words } = seenIn(code);
  const named = (names: ReadonlySet<string>, { exercises }: Functions) =>
    exercises.map(({ name }) => name).filter((name) => names.has(name));
  if (named(declared, set).length > 0) return;
  const wanted = set.exercises.map(({ name }) => name);
  const [other] = others
    .map((one) => ({ one, names: named(declared, one) }))
    .sort((a, b) => b.names.length - a.names.length);
  // Made by code, a function of this set may be there although nothing declares it.
  const mentioned = named(words, set).length;
  if (other && other.names.length > mentioned)
    throw new NotGradable(
      `${file} holds functions of set ${other.one.id} (${some(other.names)}) and none of set ${set.id} (${some(wanted)})`,
      "other-set",
    );
  if (mentioned === 0)
    throw new NotGradable(
      `${file} holds none of the functions of set ${set.id} (${some(wanted)})`,
      "no-functions",
    );
}

const some = (names: readonly string[]) => `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
