/**
 * Checks the exercises of one file in a process of its own, so that nothing a solution does can end or hang the
 * program that asks. The argument is a JSON text with the file, how it was named, its set, ids, seed, seconds and colour.
 */
import { compile, type Program, type Source } from "../../cells/program.js";
import { exercises, sets } from "../../checks/index.js";
import { asText, feedback, proseText, stateOf } from "../../feedback/index.js";
import { examine } from "../../learner/examine.js";
import { nextAfter } from "../../learner/find.js";
import { toldWithPlace } from "../../learner/place.js";
import { texts } from "../../learner/texts.js";
import { libraries } from "../../sandbox/bundle.js";
import { messageText } from "../../text/message.js";
import { plainLines } from "../../text/plain.js";
import { paint } from "./paint.js";
import { OwnRealm } from "./realm.js";
import { readSource } from "./source.js";

interface Job {
  readonly file: string;
  /** As it was typed, where it was. */
  readonly named?: string;
  readonly set: string;
  readonly ids: readonly string[];
  readonly seed: number;
  readonly seconds: number;
  readonly colour: boolean;
}
const { file, named, set, ids, seed, seconds, colour } = JSON.parse(process.argv[2] ?? "{}") as Job;

const mostOutput = 20_000;
let output = "";
for (const stream of [process.stdout, process.stderr])
  stream.write = ((text: string | Uint8Array) => {
    if (output.length < mostOutput) output += typeof text === "string" ? text : Buffer.from(text).toString();
    return true;
  }) as typeof stream.write;

const tell = (message: object): Promise<void> =>
  new Promise((resolve) => process.send?.(message, () => resolve()));

/** What nobody has caught, perhaps in a callback. */
const died = async (error: unknown) => {
  const { message, place } = toldWithPlace(error);
  await tell({ type: "died", message: plainLines(message), place: place?.name, source: place?.source });
  process.exit(1);
};
process.on("uncaughtException", died);
// As where it is graded: a promise that nobody looks at costs nothing.
process.on("unhandledRejection", () => {});

await tell({ type: "ready" });
const asked = sets.find(({ id }) => id === set)!;
const { program, source } = await compiled();
const realm = new OwnRealm(program, file, source.files);
const broken = await realm.broken();
if (broken) {
  const { message, place } = broken;
  await tell({ type: "died", message: plainLines(message), place: place?.name, source: place?.source });
  process.exit(1);
}

async function compiled(): Promise<{ program: Program; source: Source }> {
  let source: Source | undefined;
  try {
    source = readSource(file);
    const names = asked.exercises.map(({ name }) => name);
    return { source, program: compile(source, names, libraries()(asked)) };
  } catch (error) {
    const { message, line: at } = error as Error & { line?: number };
    const line = at === undefined ? undefined : source?.files[source.main]?.split("\n")[at - 1];
    const shownLine = line === undefined ? "" : `\n\n  ${at} | ${line.trim()}`;
    await tell({ type: "problem", message: plainLines(message) + shownLine });
    process.exit(1);
  }
}

/** Of a notebook: cells that do not run to their end, where the exercise fails for want of them. */
const faults = await realm.faults();

for (const id of ids) {
  const exercise = exercises.find((one) => one.id === id);
  if (!exercise) continue;
  await tell({ type: "start", id });
  output = "";
  const solution = await realm.open(exercise);
  const report = await examine(exercise, realm.answer, { seed, seconds });
  const notes = faults
    .filter(({ names }) => names.includes(exercise.name) && stateOf(report) !== "passed")
    .map(({ sentence }) => `A cell does not run to its end: ${sentence}.`);
  const blocks = feedback(report, {
    in: "terminal",
    size: texts[id]?.size,
    next: nextAfter(exercise, "terminal"),
    file: named,
    solution,
    notes,
  });
  await tell({
    type: "result",
    result: {
      id,
      state: stateOf(report),
      score: report.score,
      text: asText(blocks, paint({ colour })),
      output: plainLines(output),
      checks: report.checks.map(({ check, passed, failure }) => ({
        id: check.id,
        title: proseText(check.title),
        hidden: check.visibility === "hidden",
        passed,
        ...(failure && check.visibility !== "hidden"
          ? { message: plainLines(messageText(failure.message)) }
          : {}),
      })),
      ...(report.misconception
        ? { misconception: { id: report.misconception.id, message: proseText(report.misconception.message) } }
        : {}),
      notes: [...report.notes.map(messageText), ...notes],
    },
  });
}
await tell({ type: "end" });
process.exit(0);
