/** What a release must not hold, and what it may hold although it answers an exercise: the library's own code. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { transformSync } from "esbuild";
import { sets } from "../../grader/src/checks/index.js";
import { ROOT } from "../start/setup.mjs";
import type { Pruned } from "./needed.js";
import { shapeOf } from "./shape.js";

export interface Needle {
  readonly kind: "hidden check" | "mutant" | "solution" | "closed file";
  /** Without white space. */
  readonly text: string;
  /** As people read it. */
  readonly shown: string;
}

/** What an answer, a hidden check or a mutant looks like when its names are others. */
export interface Secret {
  readonly kind: Needle["kind"];
  readonly shown: string;
  /** Runs of tokens that nothing given to learners has. */
  readonly shape: readonly string[];
}

export interface Needles {
  readonly needles: readonly Needle[];
  readonly shapes: readonly Secret[];
  /** What learners have by design. */
  readonly byDesign: readonly Needle[];
}

/** White space, and signs that a printer of code adds or leaves out, say nothing. */
export const squeeze = (text: string): string => text.replace(/[\s,;]+|\/\*@__PURE__\*\//g, "");

/** Shorter lines of code are nobody's answer. */
export const leastLength = 25;

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
  return { needles: all.filter((needle) => !kept.has(needle)), shapes: shapesFor(learner), byDesign };
}

/** Fewer runs than these are nobody's answer. */
const leastShape = 12;

function shapesFor(learner: Pruned): Secret[] {
  const given = [
    learner.code,
    ...filesOf("lib/dist", /\.(?!js$)\w+$/),
    ...filesOf("exercises", /ipynb$/),
    ...filesOf("grader/dist", /^(checks|sandbox)\/|\.(?!js$)\w+$/),
  ];
  const known = new Set(given.flatMap((text) => [...(shapeOf(text) ?? [])]));
  const secret = (kind: Needle["kind"], source: string, shown: string): Secret => ({
    ...{ kind, shown, shape: [...(shapeOf(source) ?? [])].filter((run) => !known.has(run)) },
  });
  return [
    ...answers().map(({ name, answer }) => secret("solution", answer, `an answer in solutions/${name}`)),
    ...learner.removed.map((source) => secret(kindOf(source), source, source.trim().split("\n")[0]!)),
  ].filter(({ shape }) => shape.length >= leastShape);
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
  removed.flatMap((source) => lines(source, kindOf(source)));

const kindOf = (source: string): Needle["kind"] => (/misconception/.test(source) ? "mutant" : "hidden check");

const lines = (source: string, kind: Needle["kind"]): Needle[] =>
  source.split("\n").map((line) => ({ kind, text: squeeze(line), shown: line.trim() }));

/** Answers, as they are written and as they run. */
const solutions = (): Needle[] =>
  answers().flatMap(({ answer }) => [
    ...lines(answer, "solution"),
    ...lines(plainScript(answer), "solution"),
  ]);

function answers(): { name: string; answer: string }[] {
  const folder = join(ROOT, "solutions");
  return readdirSync(folder)
    .filter((name) => /^\d\d.*\.ts$/.test(name))
    .flatMap((name) =>
      [
        ...readFileSync(join(folder, name), "utf8").matchAll(
          /\/\/ BEGIN SOLUTION\n([\s\S]*?)\/\/ END SOLUTION/g,
        ),
      ].map(([, answer]) => ({ name, answer: answer! })),
    );
}

function plainScript(answer: string): string {
  try {
    return transformSync(`async function* answer() {\n${answer}}`, { loader: "ts" }).code;
  } catch {
    return ""; // members of a class, which say the same with and without types
  }
}

const filesIn = (folder: string, but?: RegExp): string => filesOf(folder, but).join("\n");

/** @param but paths in it that are left out */
function filesOf(folder: string, but?: RegExp): string[] {
  const at = join(ROOT, folder);
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !but?.test(relative(at, path).replaceAll(sep, "/")))
    .map((path) => readFileSync(path, "utf8"));
}
