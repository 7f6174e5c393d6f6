/** The careless grader, started afresh for each submission (naive/grade.ts). */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Grader } from "./grader.js";
import { repository, type SetId } from "./scene.js";

interface Result {
  readonly score: unknown;
  readonly status: unknown;
}

export function naiveGrader(built: string): Grader {
  // The first submission is honest, and tells how busy this machine is.
  let patience = 60_000;
  let first = true;
  return {
    name: "naive",
    full: { "00": 20, "07": 25 },
    grade: (scene, path, set) =>
      new Promise((resolve) => {
        rmSync(join(scene.grades, "grades.csv"), { force: true });
        const folders = [scene.grades, join(scene.root, "work"), join(repository, "lib", "src")];
        const args = [join(built, "naive", "grade.mjs"), path, set, ...folders];
        const child = spawn(process.execPath, args, {
          env: { ...process.env, LONG_ATTENTION_CANARY: scene.canaries.env },
          stdio: ["ignore", "pipe", "pipe"],
        });
        let said = "";
        const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-100_000));
        child.stdout.on("data", listen);
        child.stderr.on("data", listen);
        let late = false;
        const clock = setTimeout(() => {
          late = true;
          child.kill("SIGKILL");
        }, patience);
        const start = performance.now();
        child.once("exit", () => {
          clearTimeout(clock);
          if (first) patience = Math.max(3000, 4 * (performance.now() - start));
          first = false;
          const read = (name: string) => textOf(join(scene.grades, name));
          const id = basename(path).replace(/\..*$/, "");
          const json = read(join("results", `${id}.json`));
          const result = parsed(json);
          const all = `${said}\n${json}`;
          if (late) return resolve({ state: "nothing", why: "time", said: all });
          if (typeof result?.score !== "number")
            return resolve({ state: "nothing", why: "no result", said: all });
          resolve({
            state: "graded",
            score: result.score,
            said: all,
            cpuMs: 0,
            hidden: [],
            html: read(`${id}.html`),
            csv: read("grades.csv"),
            terminal: said,
          });
        });
      }),
    recorded: (scene, set: SetId) => textOf(join(scene.grades, "results", `neighbour-${set}.json`)),
    close: async () => undefined,
  };
}

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");

function parsed(text: string): Result | undefined {
  try {
    return JSON.parse(text) as Result;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
