/** The real grader at one sandbox level, in a process of its own that can be waited for and replaced. */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { sets } from "../../../../grader/src/checks/index.js";
import type { LevelName } from "../../../../grader/src/sandbox/levels/index.js";
import type { Graded, Grader, Nothing } from "./grader.js";
import type { Scene, SetId } from "./scene.js";

/** Fifteen seconds are promised; many more are given, so that a busy machine proves nothing. */
const leastPatience = 60_000;

/** @returns the grader, or why the level does not work here */
export async function realGrader(
  level: LevelName,
  built: string,
  scene: Scene,
): Promise<{ grader: Grader; layers: readonly string[] } | { why: string }> {
  let lane: ChildProcess | undefined;
  let complaint = "";
  // The first submission is honest, and tells how busy this machine is.
  let patience = 0;

  const ask = (order: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      const done = (answer: unknown) => {
        clearTimeout(clock);
        lane!.removeAllListeners("message");
        lane!.removeAllListeners("exit");
        resolve(answer);
      };
      const clock = setTimeout(
        () => done({ state: "nothing", why: "time", said: complaint }),
        patience || 5 * leastPatience,
      );
      lane!.once("message", done);
      lane!.once("exit", () => done({ state: "nothing", why: "no result", said: complaint }));
      lane!.send(order as object);
    });

  const start = async (): Promise<unknown> => {
    lane = fork(join(built, "lane.mjs"), {
      env: { ...process.env, LONG_ATTENTION_CANARY: scene.canaries.env, TMPDIR: join(scene.root, "work") },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    complaint = "";
    for (const stream of [lane.stdout!, lane.stderr!])
      stream.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-20_000)));
    return ask({ level, bundle: join(scene.root, "built") });
  };

  const found = (await start()) as { layers?: readonly string[]; why?: string };
  const close = async () => {
    const running = lane;
    lane = undefined;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once("exit", resolve));
    running.disconnect();
    await gone;
  };
  if (!found.layers) {
    await close();
    return { why: found.why ?? "it could not be tried" };
  }
  const outOf = (set: SetId) => join(scene.grades, set);
  const grade = async (path: string, set: SetId): Promise<Graded | Nothing> => {
    const asked = performance.now();
    const graded = (await ask({ path, set, out: outOf(set) })) as Graded | Nothing;
    patience ||= Math.max(leastPatience, 40 * (performance.now() - asked));
    if (graded.state !== "nothing") return graded;
    lane?.kill("SIGKILL");
    await start();
    return graded;
  };
  const grader: Grader = {
    name: level,
    full: { "00": pointsOf("00"), "07": pointsOf("07") },
    grade: (_, path, set) => grade(path, set),
    recorded: (_, set) => {
      const file = join(outOf(set), "results", `${basename(scene.neighbour(set))}.json`);
      return existsSync(file) ? inOrder(readFileSync(file, "utf8")) : "";
    },
    close,
  };
  return { grader, layers: found.layers };
}

const pointsOf = (id: SetId) =>
  sets.find((set) => set.id === id)!.exercises.reduce((sum, { points }) => sum + points, 0);

/** The same JSON, with the names of each object in order. */
function inOrder(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
