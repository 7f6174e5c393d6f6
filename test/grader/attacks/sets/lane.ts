/** A process that grades one submission after another at one sandbox level, as the command does. */
import { loadBundle } from "../../../../grader/src/sandbox/bundle.js";
import { type Level, type LevelName, tryLevel } from "../../../../grader/src/sandbox/levels/index.js";
import { Types } from "../../../../grader/src/types/types.js";
import { gradeAlone, type Task } from "./real.js";

/** The first message names the level; all others a submission. */
export type Order = { readonly level: LevelName; readonly bundle: string } | Task;

let level: Level | undefined;
let types: Types | undefined;

async function answer(order: Order): Promise<object> {
  if (!("level" in order)) return gradeAlone({ level: level!, types }, order);
  const bundle = loadBundle(order.bundle);
  const tried = await tryLevel(order.level, bundle);
  level = tried.level;
  types = Types.here(bundle.types);
  return tried.level ? { layers: tried.level.layers } : { why: tried.why };
}

process.on("message", async (order: Order) => {
  try {
    process.send!(await answer(order));
  } catch (error) {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.send!({ state: "nothing", why: "no result", said });
  }
});

process.on("disconnect", async () => {
  level?.dispose();
  await types?.close();
  process.exit(0);
});
