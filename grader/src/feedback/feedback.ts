/** From a report to what the learner reads, as blocks. */
import { gridOf, show } from "../engine/compare.js";
import { defaultSeed } from "../engine/grade.js";
import type { CheckReport, Exercise, ExerciseReport, Failure, Io, Misconception } from "../engine/index.js";
import { isStopped, type Stopped } from "../engine/stopped.js";
import { isPort } from "../ports/port.js";
import { tame } from "../text/prose.js";
import { advice } from "./advice.js";
import type { Block, Named, State } from "./blocks.js";
import { named } from "./values.js";
import { versus } from "./versus.js";

/** What feedback says beyond the report. */
export interface Setting {
  /** How the reader repeats the check: in a cell, or in a terminal. */
  readonly in: "cell" | "terminal";
  /** Of the answer, such as "6 lines". */
  readonly size?: string | undefined;
  /** The exercise after this one, and the file that it is in when that is another one. */
  readonly next?: { readonly id: string; readonly title: string; readonly file?: string } | undefined;
  /** The function itself, where it is at hand. */
  readonly solution?: unknown;
  /** Further notes, in Markdown; they come first. */
  readonly notes?: readonly string[];
}

/** Where an exercise stands. */
export function stateOf({ checks }: ExerciseReport): State {
  if (checks.every(({ passed }) => passed)) return "passed";
  return checks.some(({ failure }) => isStopped(failure) && failure.stop === "todo")
    ? "not started"
    : "failed";
}

/** The check that the learner should look at first: a visible one that failed by itself. */
export function firstFailure(report: ExerciseReport): CheckReport | undefined {
  const failed = report.checks.filter((check) => !check.passed);
  return failed.find(({ check }) => check.visibility !== "hidden") ?? failed[0];
}

export function feedback(report: ExerciseReport, setting: Setting): Block[] {
  const state = stateOf(report);
  if (state === "passed") return solved(report, setting);
  if (state === "not started") return notStarted(report, setting);
  const first = firstFailure(report)!;
  const failure = first.failure;
  const stop = isStopped(failure) ? failure.stop : undefined;
  const foot = [
    ...(first.args ? [`The same inputs again: \`${again(report, setting)}\``] : []),
    `A hint: \`${hintCommand(report.exercise, setting)}\``,
  ];
  return [
    head(report, "failed"),
    ...(stop === "missing" ? [] : [checkLines(report)]),
    ...(report.misconception ? [slip(report.misconception)] : []),
    ...details(report, first, setting),
    ...notes(report, setting, failure),
    ...(stop === "missing" ? [] : [{ kind: "foot", lines: foot } as const]),
  ];
}

const slip = ({ message, part }: Misconception): Block => ({
  kind: "slip",
  text: message,
  part: part === true,
});

function solved(report: ExerciseReport, setting: Setting): Block[] {
  const { exercise } = report;
  const foot = [`One way to write it: \`${referenceCommand(exercise, setting)}\``];
  if (setting.next) {
    const { id, title, file } = setting.next;
    foot.push(`Next: ${id} ${title}${file === undefined ? "" : `, in \`${file}\``}`);
  }
  return [
    head(report, "passed"),
    checkLines(report),
    ...notes(report, setting),
    { kind: "foot", lines: foot },
  ];
}

function notStarted(report: ExerciseReport, setting: Setting): Block[] {
  const { exercise } = report;
  const size = setting.size ? ` The answer takes about ${setting.size}.` : "";
  return [
    head(report, "not started"),
    {
      kind: "say",
      text: `\`${exercise.name}\` still holds its TODO. Write your answer in the place of the line that throws, then ${setting.in === "cell" ? "run its cell and this one again" : "save the file"}.${size}`,
    },
    ...notes({ ...report, notes: [] }, setting),
    { kind: "foot", lines: [`A hint: \`${hintCommand(exercise, setting)}\``] },
  ];
}

function head(report: ExerciseReport, state: State): Block {
  const { exercise, checks, score } = report;
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

function checkLines({ checks }: ExerciseReport): Block {
  return {
    kind: "checks",
    lines: checks.map(({ check, passed, failure }, k) => {
      // The engine spares a solution that did not run the calls that would end the same way.
      const spared = failure !== undefined && checks.slice(0, k).some((other) => other.failure === failure);
      return {
        state: passed ? "passed" : spared ? "not run" : "failed",
        title: check.title,
        hidden: check.visibility === "hidden",
      };
    }),
  };
}

/** What went wrong in the one check that is looked at. */
function details(report: ExerciseReport, { check, failure, args }: CheckReport, setting: Setting): Block[] {
  if (!failure) return [];
  const { exercise } = report;
  if (check.visibility === "hidden") {
    const slip = report.misconception
      ? ""
      : " Think of inputs that are unusual: very large, very small, of other sizes.";
    return [
      {
        kind: "say",
        text: `All visible checks pass. A hidden check fails: ${check.title}. Hidden checks do not show their inputs.${slip}`,
      },
    ];
  }
  if (isStopped(failure)) return stopped(exercise, check.title, failure, args, setting);
  const smaller = smallerFailure(report, args);
  return [
    { kind: "heading", text: `First to mend: ${check.title}` },
    ...compared(exercise, failure),
    ...(smaller ? smallest(exercise, smaller) : input(exercise, args)),
  ];
}

const smallest = (exercise: Exercise, { check, failure, args }: Smaller): Block[] => [
  { kind: "heading", text: "The smallest input that fails" },
  { kind: "say", text: `In the check “${check.title}”:` },
  ...inputValues(exercise, args),
  ...compared(exercise, failure),
];

function compared(exercise: Exercise, { message, step, io, ...failure }: Failure): Block[] {
  const both = "expected" in failure || "actual" in failure;
  const values = both ? versus(failure.expected, failure.actual) : [];
  return [
    { kind: "say", text: sentence(exercise, message, failure.expected) },
    ...(step ? [{ kind: "say", text: `The first step that goes wrong is **${step}**.` } as const] : []),
    ...(values.length > 0 ? [{ kind: "values", values } as const] : []),
    ...(io ? [{ kind: "say", text: traffic(io) } as const] : []),
  ];
}

type Smaller = CheckReport & { readonly failure: Failure; readonly args: readonly unknown[] };

/** Another check's failure with a much smaller input, where the first one's is large: easier to redo by hand. */
function smallerFailure(
  { checks }: ExerciseReport,
  args: readonly unknown[] | undefined,
): Smaller | undefined {
  const size = countNumbers(args);
  if (size <= 12) return undefined;
  const others = checks.filter(
    (one): one is Smaller => !!one.args && !!one.failure && !isStopped(one.failure),
  );
  const [smallest] = others.sort((a, b) => countNumbers(a.args) - countNumbers(b.args));
  return smallest && countNumbers(smallest.args) < size / 2 ? smallest : undefined;
}

function countNumbers(value: unknown): number {
  const grid = gridOf(value);
  if (grid) return grid.data.length;
  if (isPort(value)) return 24;
  if (value === null || typeof value !== "object") return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + countNumbers(part), 0);
}

function stopped(
  exercise: Exercise,
  title: string,
  { stop, message, line, place }: Stopped,
  args: readonly unknown[] | undefined,
  setting: Setting,
): Block[] {
  if (stop === "missing") {
    const remedy = setting.in === "cell" ? "run the cell that defines it" : "export it";
    return [{ kind: "say", text: sentence(exercise, `${message}; ${remedy}`) }];
  }
  if (stop === "limit") return [{ kind: "say", text: sentence(exercise, message) }, ...input(exercise, args)];
  const where: Block[] =
    line === undefined
      ? []
      : [
          {
            kind: "line",
            place: place?.name ?? `line ${line}`,
            line,
            ...(place?.source ? { source: place.source } : {}),
          },
        ];
  return [
    { kind: "heading", text: `First to mend: ${title}` },
    { kind: "say", text: `\`${exercise.name}\` threw an error:` },
    { kind: "quote", text: tame(message).slice(0, 600) },
    ...where,
    ...input(exercise, args),
  ];
}

function input(exercise: Exercise, args: readonly unknown[] | undefined): Block[] {
  const values = inputValues(exercise, args);
  return values.length === 0 ? [] : [{ kind: "heading", text: "With this input" }, ...values];
}

/** The arguments by the parameters' names; what a class is told, as code. */
function inputValues(exercise: Exercise, args: readonly unknown[] | undefined): Block[] {
  if (!args || args.length === 0) return [];
  const values: Named[] =
    exercise.driver === "methods"
      ? [{ name: "", shown: { text: script(exercise.name, args) } }]
      : args.map((value, i) => named(exercise.params[i] ?? `argument ${i + 1}`, value));
  return [{ kind: "values", values }];
}

/** The calls of the driver "methods", as code. */
function script(name: string, [construct, steps]: readonly unknown[]): string {
  const list = (args: readonly unknown[]) => args.map((arg) => textOf(arg)).join(", ");
  const calls = (steps as readonly (readonly unknown[])[]).map(
    ([method, ...args]) => `it.${method}(${list(args)})`,
  );
  return [`const it = new ${name}(${list(construct as readonly unknown[])})`, ...calls].join("\n");
}

function textOf(value: unknown): string {
  const { shown } = named("", value);
  return "text" in shown ? shown.text : "…";
}

const traffic = ({ read, written, peak, limit }: Io) =>
  `Traffic: ${show(read)} elements read from HBM, ${show(written)} written to it. SRAM held at most ${show(peak)}${limit === undefined ? "" : ` of the ${show(limit)} that fit`}.`;

function notes(
  report: ExerciseReport,
  { solution, notes = [] }: Setting,
  failure?: Failure | Stopped,
): Block[] {
  const tips = failure ? advice(report, isStopped(failure) ? undefined : failure, solution) : [];
  return [...notes, ...tips, ...report.notes.map((note) => sentence(report.exercise, note))].map((text) => ({
    kind: "say",
    text: `**Note.** ${text}`,
  }));
}

/** A name, perhaps with a place in it (`l`, `result[2].m`), where a clause begins; or a property that is lacking. */
const subject = /(^|: |; the first is |lacks the property )([A-Za-z_]\w*)((?:\.\w+|\[\d+\])*)(?=[ :]|$)/g;

/**
 * With a capital letter and a full stop. Names stay as they are, as code: `l` is not L.
 * @param expected what the sentence speaks of: its properties are names
 */
export function sentence({ name, id, params }: Exercise, text: string, expected?: unknown): string {
  const names = new Set([name, ...params]);
  if (expected !== null && typeof expected === "object" && !gridOf(expected))
    for (const key of Object.keys(expected)) names.add(key);
  const named = text
    .replace(subject, (whole, before: string, word: string, place: string) =>
      place !== "" || names.has(word) || before.startsWith("lacks") ? `${before}\`${word}${place}\`` : whole,
    )
    .replace(`${id} ${name}`, `${id} \`${name}\``);
  const start = /^[a-z]+ /.test(named) ? named[0]!.toUpperCase() + named.slice(1) : named;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

function again({ exercise, seed }: ExerciseReport, { in: where }: Setting): string {
  const other = seed !== defaultSeed;
  return where === "cell"
    ? `check("${exercise.id}", ${exercise.name}${other ? `, { seed: ${seed} }` : ""})`
    : `npm run check -- ${exercise.id}${other ? ` --seed ${seed}` : ""}`;
}

const hintCommand = ({ id }: Exercise, { in: where }: Setting) =>
  where === "cell" ? `hint("${id}")` : `npm run check -- ${id} --hint`;

const referenceCommand = ({ id }: Exercise, { in: where }: Setting) =>
  where === "cell" ? `reference("${id}")` : `npm run check -- ${id} --reference`;
