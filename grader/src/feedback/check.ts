/** What went wrong in one check. */
import {
  type CheckReport,
  type Exercise,
  type ExerciseReport,
  type Failure,
  gridOf,
  isStopped,
  type Stopped,
} from "../engine/index.js";
import { isPort } from "../ports/port.js";
import { sentence } from "../text/message.js";
import type { Kept, Named } from "./blocks.js";
import { named } from "./values.js";
import { versus } from "./versus.js";

/** Where feedback is read: in a notebook's cell, in a terminal, on a page that somebody hands out. */
export type Place = "cell" | "terminal" | "page";

const say = (text: string): Kept => ({ kind: "say", text });
const heading = (text: string): Kept => ({ kind: "heading", text });
export const message = (text: string): Kept => ({ kind: "message", text: sentence(text) });

/** What failed, with the values, and the input to redo it by hand. */
export function checkBlocks(report: ExerciseReport, { failure, args }: CheckReport, place: Place): Kept[] {
  if (!failure) return [];
  const { exercise } = report;
  if (isStopped(failure)) return stopped(exercise, failure, args, place);
  const smaller = place === "page" ? undefined : smallerFailure(report, args);
  return [...compared(failure), ...(smaller ? smallest(exercise, smaller) : input(exercise, args))];
}

const smallest = (exercise: Exercise, { check, failure, args }: Smaller): Kept[] => [
  heading("The smallest input that fails"),
  say(`In the check “${check.title}”:`),
  ...inputValues(exercise, args),
  ...compared(failure),
];

function compared({ message: text, step, io, ...failure }: Failure): Kept[] {
  // Where a rule is broken there are many right results, and none that was expected.
  const ruled = "actual" in failure && failure.expected === undefined;
  const values = ruled
    ? [named("yours", failure.actual)]
    : "expected" in failure
      ? versus(failure.expected, failure.actual)
      : [];
  return [
    message(text),
    ...(step ? [say(`The first step that goes wrong is **${step}**.`)] : []),
    ...(values.length > 0 ? [{ kind: "values", values } as const] : []),
    ...(io ? [{ kind: "traffic", ...io } as const] : []),
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

const remedies: Readonly<Record<Place, string>> = {
  cell: "; run the cell that defines it",
  terminal: "; declare it at the top, outside of other functions",
  page: "; declare it at the top, outside of other functions",
};

function stopped(
  exercise: Exercise,
  { stop, message: text, line, place }: Stopped,
  args: readonly unknown[] | undefined,
  where: Place,
): Kept[] {
  if (stop === "missing") return [message(text + remedies[where])];
  if (stop !== "exception") return [message(text), ...input(exercise, args)];
  return [
    { kind: "quote", lead: `\`${exercise.name}\` threw an error:`, text },
    ...(line === undefined
      ? []
      : [
          {
            kind: "line" as const,
            place: place?.name ?? `line ${line}`,
            line,
            ...(place?.source ? { source: place.source } : {}),
          },
        ]),
    ...input(exercise, args),
  ];
}

function input(exercise: Exercise, args: readonly unknown[] | undefined): Kept[] {
  const values = inputValues(exercise, args);
  return values.length === 0 ? [] : [heading("With this input"), ...values];
}

/** The arguments by the parameters' names; what a class is told, as code. */
function inputValues(exercise: Exercise, args: readonly unknown[] | undefined): Kept[] {
  if (!args || args.length === 0) return [];
  const values: Named[] =
    exercise.driver === "methods"
      ? [{ name: "", shown: { text: script(exercise.name, args) } }]
      : args.map((value, i) => named(exercise.params[i] ?? `argument ${i + 1}`, value));
  return [{ kind: "values", values }];
}

/** The calls of the driver "methods", as code. */
function script(name: string, [construct, ...scripts]: readonly unknown[]): string {
  const list = (args: readonly unknown[]) => args.map((arg) => textOf(arg)).join(", ");
  const made = `new ${name}(${list(construct as readonly unknown[])})`;
  const objects = scripts.map((_, n) => (n === 0 ? "it" : "other"));
  const steps = scripts as readonly (readonly (readonly unknown[])[])[];
  const calls = steps[0]!.flatMap((_, k) =>
    objects.map((object, n) => {
      const [method, ...args] = steps[n]![k]!;
      return `${object}.${method}(${list(args)})`;
    }),
  );
  return [...objects.map((object) => `const ${object} = ${made}`), ...calls].join("\n");
}

function textOf(value: unknown): string {
  const { shown } = named("", value);
  return "text" in shown ? shown.text : "…";
}
