/**
 * Checks the exercises of one file in a process of its own, so that nothing a solution does can end or hang the
 * program that asks. Arguments: the compiled module, and a JSON text with ids, seed, seconds and colour.
 */
import { pathToFileURL } from "node:url";
import { exercises } from "../../checks/index.js";
import { asText, feedback, proseText, stateOf } from "../../feedback/index.js";
import { examine } from "../../learner/examine.js";
import { nextAfter } from "../../learner/find.js";
import { toldWithPlace } from "../../learner/place.js";
import { texts } from "../../learner/texts.js";
import { messageText } from "../../text/message.js";
import { plainLines } from "../../text/plain.js";
import { paint } from "./paint.js";

const [module = "", job = "{}"] = process.argv.slice(2);
const { ids, seed, seconds, colour }: { ids: string[]; seed: number; seconds: number; colour: boolean } =
  JSON.parse(job);

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
process.on("unhandledRejection", died);

await tell({ type: "ready" });
const solutions: Record<string, unknown> = await import(pathToFileURL(module).href);

for (const id of ids) {
  const exercise = exercises.find((one) => one.id === id);
  if (!exercise) continue;
  await tell({ type: "start", id });
  output = "";
  const report = await examine(exercise, solutions[exercise.name], { seed, seconds });
  const blocks = feedback(report, {
    in: "terminal",
    size: texts[id]?.size,
    next: nextAfter(exercise, "terminal"),
    solution: solutions[exercise.name],
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
