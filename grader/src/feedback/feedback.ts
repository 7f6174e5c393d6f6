/** From a report to what the learner reads, as blocks. */
import {
  type CheckReport,
  defaultSeed,
  type Exercise,
  type ExerciseReport,
  isStopped,
  show,
} from "../engine/index.js";
import { checkCommand } from "../text/command.js";
import { sentence } from "../text/message.js";
import { advice } from "./advice.js";
import type { Block, Kept, State } from "./blocks.js";
import { checkBlocks } from "./check.js";
import { gate } from "./gate.js";
import { withoutHidden } from "./hidden.js";
import { inCell } from "./in-cell.js";

/** What feedback says beyond the report. */
export interface Setting {
  /** How the reader repeats the check: in a cell, or in a terminal. */
  readonly in: "cell" | "terminal";
  /** The file that was named for a terminal; else it is the exercise's own. */
  readonly file?: string | undefined;
  /** Of the answer, such as "6 lines". */
  readonly size?: string | undefined;
  /** The exercise after this one, and the file that it is in when that is another one. */
  readonly next?: { readonly id: string; readonly title: string; readonly place?: string } | undefined;
  /** The function itself, where it is at hand. */
  readonly solution?: unknown;
  /** What to know before all else, in Markdown. */
  readonly first?: readonly string[];
  /** Further notes, in Markdown; they come before what else there is to note. */
  readonly notes?: readonly string[];
}

/** Where an exercise stands. */
export function stateOf({ checks }: ExerciseReport): State {
  if (checks.every(({ passed }) => passed)) return "passed";
  return checks.some(({ failure }) => isStopped(failure) && failure.stop === "todo")
    ? "not started"
    : "failed";
}

/** Where a check stands. A stub answers none. */
export const stateOfCheck = ({ passed, notRun, failure }: CheckReport): "passed" | "failed" | "not run" =>
  passed ? "passed" : notRun || (isStopped(failure) && failure.stop === "todo") ? "not run" : "failed";

/** The check that the learner should look at first: a visible one that failed by itself. */
export function firstFailure({ checks }: ExerciseReport): CheckReport | undefined {
  const failed = checks.filter(({ passed }) => !passed);
  return failed.find(({ check }) => check.visibility !== "hidden") ?? failed[0];
}

export function feedback(full: ExerciseReport, setting: Setting): Block[] {
  const report = withoutHidden(full);
  const state = stateOf(report);
  const blocks = {
    passed: solved,
    "not started": notStarted,
    failed,
    "not run": failed,
  }[state](report, setting);
  return gate(blocks);
}

function failed(report: ExerciseReport, setting: Setting): Block[] {
  const first = firstFailure(report)!;
  const hint: Block = {
    kind: "foot",
    lines: [
      ...(first.args ? [`The same inputs again: ${again(report, setting)}`] : []),
      `A hint: ${hintCommand(report.exercise, setting)}`,
    ],
  };
  const top = [head(report, "failed"), ...notes(setting.first ?? [])];
  const found = [
    ...details(report, first, setting),
    ...tips(report, first, setting.solution, setting.notes),
    ...slips(report),
  ];
  return isStopped(first.failure) && first.failure.stop === "missing"
    ? [...top, ...found]
    : [...top, checkLines(report), ...found, hint];
}

/** The mistakes that were recognised. */
export const slips = ({ misconception, second }: ExerciseReport): Kept[] =>
  [misconception, second].flatMap((found) =>
    found ? [{ kind: "slip", text: found.message, part: found.part === true }] : [],
  );

function solved(report: ExerciseReport, setting: Setting): Block[] {
  const { exercise } = report;
  const foot = [`One way to write it: ${referenceCommand(exercise, setting)}`];
  if (setting.next) {
    const { id, title, place } = setting.next;
    foot.push(`Next: ${id} ${title}${place === undefined ? "" : `, ${place}`}`);
  }
  return [
    head(report, "passed"),
    checkLines(report),
    ...tips(report, undefined, setting.solution, setting.notes),
    { kind: "foot", lines: foot },
  ];
}

function notStarted(report: ExerciseReport, setting: Setting): Block[] {
  const { exercise } = report;
  const size = setting.size ? ` The answer takes about ${setting.size}.` : "";
  return [
    head(report, "not started"),
    ...notes(setting.first ?? []),
    {
      kind: "say",
      text: `\`${exercise.name}\` still holds its TODO. Write your answer in the place of the line that throws, then ${setting.in === "cell" ? inCell.afterWriting : "save the file"}.${size}`,
    },
    ...tips({ ...report, notes: [] }, undefined, setting.solution, setting.notes),
    { kind: "foot", lines: [`A hint: ${hintCommand(exercise, setting)}`] },
  ];
}

function head({ exercise, checks, score }: ExerciseReport, state: State): Block {
  const passed = checks.filter((check) => check.passed).length;
  const points = `${show(score)} of ${exercise.points} points`;
  const result = {
    passed: `all ${checks.length} checks passed · ${points}`,
    failed: `${passed} of ${checks.length} checks passed · ${points}`,
    "not started": `${exercise.points} points`,
    "not run": "",
  }[state];
  return { kind: "head", state, title: `${exercise.id} ${exercise.title}`, result };
}

const checkLines = ({ checks }: ExerciseReport): Block => ({
  kind: "checks",
  lines: checks.map((one) => ({
    state: stateOfCheck(one),
    title: one.check.title,
    hidden: one.check.visibility === "hidden",
  })),
});

/** What went wrong in the one check that is looked at. */
function details(report: ExerciseReport, first: CheckReport, setting: Setting): Block[] {
  const { check, failure } = first;
  if (check.visibility === "hidden")
    return [
      {
        kind: "say",
        text: `All visible checks pass. A hidden check fails: ${check.title}. ${hiddenTip(report)}`,
      },
    ];
  const blocks = checkBlocks(report, first, setting.in);
  if (isStopped(failure) && failure.stop === "missing") return blocks;
  return [{ kind: "heading", text: `First to mend: ${check.title}` }, ...blocks];
}

/** What else there is to say of a hidden check that failed. */
export const hiddenTip = ({ misconception }: ExerciseReport): string =>
  `Hidden checks do not show their inputs.${misconception ? "" : " Think of inputs that are unusual: very large, very small, of other sizes."}`;

/** Notes, and what a tutor would add. @param others in Markdown; they come first */
export function tips(
  report: ExerciseReport,
  first?: CheckReport,
  solution?: unknown,
  others: readonly string[] = [],
): Kept[] {
  const { failure } = first ?? {};
  const found = failure ? advice(report, isStopped(failure) ? undefined : failure, solution) : [];
  return notes([...others, ...found, ...report.notes.map(sentence)]);
}

const notes = (texts: readonly string[]): Kept[] =>
  texts.map((text) => ({ kind: "say", text: `**Note.** ${text}` }));

function again({ exercise, seed }: ExerciseReport, { in: where, file }: Setting): string {
  const other = seed !== defaultSeed;
  if (where === "cell") return inCell.check(exercise.id, exercise.name, other ? seed : undefined);
  return inTerminal(`${file === undefined ? "" : `${file} `}${exercise.id}${other ? ` --seed ${seed}` : ""}`);
}

const hintCommand = ({ id }: Exercise, { in: where }: Setting) =>
  where === "cell" ? inCell.hint(id) : inTerminal(`${id} --hint`);

const referenceCommand = ({ id }: Exercise, { in: where }: Setting) =>
  where === "cell" ? inCell.reference(id) : inTerminal(`${id} --reference`);

const inTerminal = (rest: string): string => `\`${checkCommand(rest)}\``;
