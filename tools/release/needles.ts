/** What a release must not hold, and what it may hold although it answers an exercise: the library's own code. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { transformSync } from "esbuild";
import { sets } from "../../grader/src/checks/index.js";
import { ROOT } from "../start/setup.mjs";
import type { Pruned } from "./prune.js";

export interface Needle {
  readonly kind: "hidden check" | "mutant" | "solution";
  /** Without white space. */
  readonly text: string;
  /** As people read it. */
  readonly shown: string;
}

export interface Needles {
  readonly needles: readonly Needle[];
  /** What learners have by design. */
  readonly byDesign: readonly Needle[];
}

/** White space, and signs that a printer of code adds or leaves out, say nothing. */
export const squeeze = (text: string): string => text.replace(/[\s,;]+|\/\*@__PURE__\*\//g, "");

/** Shorter lines of code are nobody's answer. */
const leastLength = 25;

/**
 * @param learner the checks that learners get, and what was taken out of them
 * @returns needles, and those among them that learners have by design
 */
export function needlesFor(learner: Pruned): Needles {
  const given = squeeze(
    `${learner.code}\n${filesIn("lib/src")}\n${filesIn("lib/dist")}\n${filesIn("exercises")}\n${filesIn("grader/dist", /^(checks|sandbox\/\w+\.(cjs|json))/)}`,
  );
  const unique = new Map<string, Needle>();
  for (const needle of [...titles(), ...linesOf(learner.removed), ...solutions()])
    if (needle.text.length >= leastLength) unique.set(needle.text, needle);
  const all = [...unique.values()];
  // Code may be shared with what is visible; what the checks themselves call hidden, and what mutants teach, may not.
  const byDesign = all.filter(({ text }) => given.includes(text) && !said.has(text));
  const kept = new Set(byDesign);
  return { needles: all.filter((needle) => !kept.has(needle)), byDesign };
}

const exercises = sets.flatMap((set) => set.exercises);
const visible = new Set(
  exercises.flatMap(({ checks }) =>
    checks.filter(({ visibility }) => visibility !== "hidden").map(({ title }) => squeeze(title)),
  ),
);
const hiddenTitles = new Set(
  exercises
    .flatMap(({ checks }) => checks.filter(({ visibility }) => visibility === "hidden"))
    .map(({ title }) => squeeze(title))
    .filter((title) => !visible.has(title)),
);

const said = new Set([
  ...hiddenTitles,
  ...exercises.flatMap(({ mutants }) => mutants.map(({ misconception }) => squeeze(misconception))),
]);

/** As the checks say them when they run, however they were written. */
const titles = (): Needle[] =>
  exercises.flatMap(({ checks, mutants }) => [
    ...checks
      .filter(({ title }) => hiddenTitles.has(squeeze(title)))
      .map(({ title }): Needle => ({ kind: "hidden check", text: squeeze(title), shown: title })),
    ...mutants.map(
      ({ misconception }): Needle => ({
        ...{ kind: "mutant", text: squeeze(misconception), shown: misconception },
      }),
    ),
  ]);

const linesOf = (removed: readonly string[]): Needle[] =>
  removed.flatMap((source) => lines(source, /misconception/.test(source) ? "mutant" : "hidden check"));

const lines = (source: string, kind: Needle["kind"]): Needle[] =>
  source.split("\n").map((line) => ({ kind, text: squeeze(line), shown: line.trim() }));

/** Answers, as they are written and as they run. */
function solutions(): Needle[] {
  const folder = join(ROOT, "solutions");
  return readdirSync(folder)
    .filter((name) => /^\d\d.*\.ts$/.test(name))
    .flatMap((name) => {
      const answers = [
        ...readFileSync(join(folder, name), "utf8").matchAll(
          /\/\/ BEGIN SOLUTION\n([\s\S]*?)\/\/ END SOLUTION/g,
        ),
      ].map(([, answer]) => answer!);
      return answers.flatMap((answer) => [
        ...lines(answer, "solution"),
        ...lines(plainScript(answer), "solution"),
      ]);
    });
}

function plainScript(answer: string): string {
  try {
    return transformSync(`async function* answer() {\n${answer}}`, { loader: "ts" }).code;
  } catch {
    return ""; // members of a class, which say the same with and without types
  }
}

/** @param but paths in it that are left out */
function filesIn(folder: string, but?: RegExp): string {
  const at = join(ROOT, folder);
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !but?.test(relative(at, path).replaceAll(sep, "/")))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}
