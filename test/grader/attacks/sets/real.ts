/** The grader itself, as `long-attention grade` runs it, for one submission of the class. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runBatch } from "../../../../grader/src/batch/run.js";
import { sets } from "../../../../grader/src/checks/index.js";
import { writeReports } from "../../../../grader/src/reports/index.js";
import type { Level } from "../../../../grader/src/sandbox/levels/index.js";
import type { Types } from "../../../../grader/src/types/types.js";
import type { Graded, Nothing } from "./grader.js";
import type { SetId } from "./scene.js";

export interface Task {
  /** A submission in the folder of the class. */
  readonly path: string;
  readonly set: SetId;
  /** Where the grades of this set go. */
  readonly out: string;
}

export async function gradeAlone(
  { level, types }: { readonly level: Level; readonly types: Types | undefined },
  { path, set: id, out }: Task,
): Promise<Graded | Nothing> {
  const set = sets.find((one) => one.id === id)!;
  const name = basename(path);
  const notes: string[] = [];
  const before = process.cpuUsage();
  const { rows } = await runBatch({
    submissions: dirname(path),
    out,
    set,
    level,
    types,
    seed: 1,
    workers: 1,
    only: [name],
    regrade: true,
    listener: { begin: () => undefined, finished: () => undefined, note: (text) => notes.push(text) },
  });
  writeReports(out, rows, set);
  const { slug, result } = rows.find((row) => row.id === name) ?? {};
  const read = (...path: string[]) =>
    existsSync(join(out, ...path)) ? readFileSync(join(out, ...path), "utf8") : "";
  const [json, csv] = [read("results", `${slug}.json`), read("grades.csv")];
  const html = read("students", `${slug}.html`) + read("class.html");
  const terminal = [...notes, name, result?.reason, ...(result?.flags.map(({ words }) => words) ?? [])]
    .filter(Boolean)
    .join("\n");
  const said = [json, html, csv, terminal].join("\n");
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000;
  if (!result) return { state: "nothing", why: "no result", said };
  const hidden = result.exercises
    .flatMap(({ checks }) => checks)
    .filter(({ visibility }) => visibility === "hidden")
    .map((check) => [...Object.keys(check), ...check.blocks.map(({ kind }) => kind)]);
  const flags = result.flags.filter(({ code }) => code !== "identical-to").map(({ words }) => words);
  return { state: result.status, score: result.score, said, cpuMs, hidden, flags, html, csv, terminal };
}
