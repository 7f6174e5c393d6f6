/** Which module an import means while a program runs, and whether whoever asks may have it. */
import { ownFile } from "./files.js";
import { cannotImport } from "./library.js";
import type { Program } from "./program.js";
import { errorText, stubText } from "./refusal.js";

export interface Resolver {
  /** The text of a module, by the name that `resolve` gave. */
  load(name: string): string;
  resolve(base: string, name: string): string;
}

/** A module that is refused has a name which says why: not every engine lets an error of its resolver live. */
const refused = "refused: ";
/** The library's module itself, behind the one from which an exercise's answers are taken. */
const whole = "whole: ";

/**
 * The library's files may import each other; the submission may import what its exercise set allows, and its
 * own files. Whatever is not known to be the library's counts as the submission's, such as code from eval.
 * @param solution the function that is asked for: the library's own answer to it is kept from it
 */
export function resolver({ files, library }: Program, solution = ""): Resolver {
  const { modules, allowed, answers } = library;
  const answersIn = (module: string) =>
    (answers[solution] ?? []).filter((name) => allowed[module]?.includes(name));
  return {
    load(name) {
      if (name.startsWith(refused)) return `throw ${errorText(name.slice(refused.length))};`;
      if (name.startsWith(whole)) return modules[name.slice(whole.length)]!;
      if (!Object.hasOwn(modules, name)) return files[name]!;
      const kept = answersIn(name);
      if (kept.length === 0) return modules[name]!;
      // A module's own exports come before those that it passes on.
      return [
        `export * from ${JSON.stringify(whole + name)};`,
        ...kept.map((one) => `export const ${one} = ${stubText(isAnswer(one, solution))};`),
      ].join("\n");
    },
    resolve(base, name) {
      const from = base.startsWith(whole) ? base.slice(whole.length) : base;
      const inner = name.startsWith(whole) ? name.slice(whole.length) : name;
      if (Object.hasOwn(modules, from) && Object.hasOwn(modules, inner)) return name;
      if (Object.hasOwn(allowed, name)) return name;
      return (
        ownFile((path) => Object.hasOwn(files, path), base, name) ?? refused + cannotImport(name, library)
      );
    },
  };
}

/** The sentence about a name of the library that is an exercise's answer. */
export const isAnswer = (name: string, solution: string) =>
  `the library's ${name} is the answer to ${solution} itself; write it yourself`;
