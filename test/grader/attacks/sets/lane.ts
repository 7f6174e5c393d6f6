/** A process that grades one submission after another at one sandbox level, as the command does. */
import { loadBundle } from "../../../../grader/src/sandbox/bundle.js";
import { type Level, type LevelName, tryLevel } from "../../../../grader/src/sandbox/levels/index.js";
import { gradeAlone, type Task } from "./real.js";

/** The first message names the level; all others a submission. */
export type Order = { readonly level: LevelName; readonly bundle: string } | Task;

let level: Level | undefined;

async function answer(order: Order): Promise<object> {
  if (!("level" in order)) return gradeAlone(level!, order);
  const tried = await tryLevel(order.level, loadBundle(order.bundle));
  level = tried.level;
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

process.on("disconnect", () => {
  level?.dispose();
  process.exit(0);
});
