/**
 * Checks the exercises of one file in a process of its own, so that nothing a solution does can end or hang the
 * program that asks. The argument is a JSON text with the file, its set, ids, seed, seconds and colour.
 */
import { compile, type Program } from "../../cells/program.js";
import { Problem } from "../../cells/transpile.js";
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
  readonly set: string;
  readonly ids: readonly string[];
  readonly seed: number;
  readonly seconds: number;
  readonly colour: boolean;
}
const { file, set, ids, seed, seconds, colour } = JSON.parse(process.argv[2] ?? "{}") as Job;

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
const source = readSource(file);
const asked = sets.find(({ id }) => id === set)!;
const realm = new OwnRealm(await compiled(), file, source.files);
const broken = await realm.broken();
if (broken) {
  const { message, place } = broken;
  await tell({ type: "died", message: plainLines(message), place: place?.name, source: place?.source });
  process.exit(1);
}

async function compiled(): Promise<Program> {
  try {
    return compile(
      source,
      asked.exercises.map(({ name }) => name),
      libraries()(asked),
    );
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const line =
      error.line === undefined ? undefined : source.files[source.main]?.split("\n")[error.line - 1];
    const shownLine = line === undefined ? "" : `\n\n  ${error.line} | ${line.trim()}`;
    await tell({ type: "problem", message: plainLines(error.message) + shownLine });
    process.exit(1);
  }
}

for (const id of ids) {
  const exercise = exercises.find((one) => one.id === id);
  if (!exercise) continue;
  await tell({ type: "start", id });
  output = "";
  const solution = await realm.open(exercise);
  const report = await examine(exercise, realm.answer, { seed, seconds });
  const blocks = feedback(report, {
    in: "terminal",
    size: texts[id]?.size,
    next: nextAfter(exercise, "terminal"),
    solution,
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
      notes: report.notes.map(messageText),
    },
  });
}
await tell({ type: "end" });
process.exit(0);
