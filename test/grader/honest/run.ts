/** Runs an honest submission in the kernel, in the check and in the grade at each level, and compares. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { forSecondTry } from "../../../grader/src/batch/work.js";
import { sets } from "../../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../../grader/src/engine/index.js";
import { gradeSubmission } from "../../../grader/src/result/index.js";
import { typesScript } from "../../../grader/src/sandbox/bundle.js";
import type { Level } from "../../../grader/src/sandbox/levels/index.js";
import { Types } from "../../../grader/src/types/types.js";
import { openSession, type Session } from "../../../tools/press/notebook/session.ts";
import type { Entry } from "./entry.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Points by exercise, and all words that came with them. */
export interface Verdict {
  readonly points: readonly number[];
  readonly words: string;
}

/** What is wrong with an entry, in sentences. */
export type Differences = readonly string[];

export class Honest {
  readonly #levels: readonly Level[];
  readonly #types = Types.here(typesScript());
  readonly #folder = mkdtempSync(join(tmpdir(), "long-attention-honest-"));
  /** For files: each is a cell that needs no other. */
  #session: Session | undefined;

  constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  async close(): Promise<void> {
    this.#session?.close();
    await this.#types?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async differences(entry: Entry): Promise<Differences> {
    const set = setOf(entry);
    const { file, path } = this.#written(entry, set);
    const [check, kernel, ...grades] = await Promise.all([
      checked(file, set, entry),
      entry.notInKernel === undefined ? this.#inKernel(entry, set) : undefined,
      ...this.#levels.map(
        async (level) => [level.name, await this.#graded(path, set, entry, level)] as const,
      ),
    ]);
    const [, first] = grades[0]!;
    const all = set.exercises.map(({ points }) => points);
    const found: string[] = [];
    const differ = (who: string, a: Verdict) =>
      found.push(
        `${who} gives ${a.points.join(" + ")}, the grade ${first.points.join(" + ")} of ${all.join(" + ")}`,
      );
    for (const [name, grade] of grades.slice(1)) if (!same(grade, first)) differ(name, grade);
    if (!same(check, first)) differ("the check", check);
    const told = (verdict: Verdict | undefined) =>
      verdict !== undefined && entry.says?.test(verdict.words.replace(/\s+/g, " "));
    if (entry.says && !told(check)) found.push(`the check does not say ${entry.says}`);
    if (kernel && !same(kernel, first) && !told(kernel)) differ("the kernel", kernel);
    if (kernel?.refused) found.push(...(await this.#mistyped(entry, set, kernel.refused)));
    const sum = first.points.reduce((a, b) => a + b, 0);
    const became = sum === 0 ? "none" : sum === all.reduce((a, b) => a + b, 0) ? "all" : "some";
    if (became !== entry.gets)
      found.push(`it gets ${became} of its points instead of ${entry.gets}: ${first.words.slice(0, 200)}`);
    return found;
  }

  /** The types of cells, against what the kernel refuses: no cell that it takes; and the first that it does not take. */
  async #mistyped({ code }: Entry, set: ExerciseSet, refused: readonly number[]): Promise<string[]> {
    const main = "x.ipynb";
    const names = set.exercises.map(({ name }) => name);
    const problems = await this.#types?.problems({ main, files: { [main]: notebookOf(code) } }, names);
    if (!problems) return [];
    const cells = problems.map(({ cell }) => cell!);
    const agree = cells.every((cell) => refused.includes(cell)) && refused[0] === cells[0];
    return agree ? [] : [`the kernel refuses cells [${refused}], their types are wrong in [${cells}]`];
  }

  async #graded(folder: string, set: ExerciseSet, { name }: Entry, level: Level): Promise<Verdict> {
    const job = { id: name, path: folder };
    const setting = { set, level, types: this.#types, seed: 1 };
    const first = await gradeSubmission(job, setting);
    const { result } = first.again
      ? await gradeSubmission(job, { ...setting, level: forSecondTry(level) }, { alone: true })
      : first;
    if (result.status === "infrastructure") throw new Error(`${name}: ${result.reason}`);
    const score = (id: string) => result.exercises.find((one) => one.id === id)?.score ?? 0;
    return {
      points: set.exercises.map(({ id }) => score(id)),
      words: [
        result.reason ?? "",
        ...result.flags.map(({ words }) => words),
        JSON.stringify(result.exercises),
      ].join("\n"),
    };
  }

  /** @returns the file that the check is given, and what is graded */
  #written(entry: Entry, set: ExerciseSet): { file: string; path: string } {
    const { code, beside = {}, packed } = entry;
    const name = entry.called ?? `${set.name}.${typeof code === "string" ? "ts" : "ipynb"}`;
    const files = { ...beside, [name]: typeof code === "string" ? code : notebookOf(code, entry.notebook) };
    const folder = this.#folderOf(files);
    if (!packed) return { file: join(folder, name), path: folder };
    const named = Object.entries(files).map(([name, data]) => ({ name, data }));
    return { file: join(folder, name), path: this.#folderOf(packed(named)) };
  }

  #folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
    const folder = mkdtempSync(join(this.#folder, "ana-"));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return folder;
  }

  async #inKernel({ code }: Entry, set: ExerciseSet): Promise<Verdict & { refused?: readonly number[] }> {
    if (typeof code !== "string") {
      const session = openSession();
      const refused: number[] = [];
      let threw = false;
      try {
        for (const [i, cell] of code.entries()) {
          const { ok, outputs } = await session.execute(cell);
          const types = outputs.some((one) => "ename" in one && one.ename === "TypeScriptError");
          // A cell that threw leaves names behind that later cells do not find: that is no matter of types.
          if (types && !threw) refused.push(i + 1);
          threw ||= !ok && !types;
        }
        return { ...(await checkedIn(session, set)), ...(threw ? {} : { refused }) };
      } finally {
        session.close();
      }
    }
    this.#session ??= openSession();
    try {
      // What an entry before this one left behind is nobody's answer.
      for (const { name } of set.exercises) await this.#session.execute(`const ${name}: any = undefined;`);
      await this.#session.execute(code);
      return await checkedIn(this.#session, set);
    } catch (error) {
      this.#session.close();
      this.#session = undefined;
      throw error;
    }
  }
}

function notebookOf(
  code: Entry["code"],
  { metadata = {}, nbformat_minor = 5, cell = {}, lines = false, mark = false }: Entry["notebook"] = {},
): string {
  const cells = [code].flat().map((source) => ({
    ...{ cell_type: "code", source: lines ? source.split(/(?<=\n)/) : source },
    ...{ metadata: {}, outputs: [], execution_count: null },
    ...cell,
  }));
  return `${mark ? "\ufeff" : ""}${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor })}`;
}

const same = (a: Verdict, b: Verdict) => a.points.join() === b.points.join();

/** The entry's set, with no other exercises. */
function setOf({ ids, name }: Entry): ExerciseSet {
  const set = sets.find(({ exercises }) => exercises.some(({ id }) => id === ids[0]));
  if (!set) throw new Error(`${name}: there is no exercise ${ids[0]}`);
  return { ...set, exercises: set.exercises.filter(({ id }) => ids.includes(id)) };
}

/** As cells below the solution do it. What a cell does not declare gets nothing. */
async function checkedIn(session: Session, { exercises }: ExerciseSet): Promise<Verdict> {
  const verdicts: { score: number; text: string }[] = [];
  for (const { id, name } of exercises) {
    const { outputs } = await session.execute(
      `import { check } from "@long-attention/grader";
console.log(JSON.stringify(await Promise.resolve(check("${id}", ${name} as any)).then(({ score, text }: any) => ({ score, text }))));`,
    );
    const printed = outputs.flatMap((one) => ("text" in one ? [String(one.text)] : [])).join("");
    const line = printed.split("\n").findLast((text) => text.trim().startsWith('{"score"'));
    verdicts.push(line ? JSON.parse(line) : { score: 0, text: JSON.stringify(outputs) });
  }
  return { points: verdicts.map(({ score }) => score), words: verdicts.map(({ text }) => text).join("\n") };
}

function checked(file: string, set: ExerciseSet, { name, code, called }: Entry): Promise<Verdict> {
  const where = typeof code === "string" && !called ? ["--folder", dirname(file)] : [file];
  const args = ["check", ...where, ...set.exercises.map(({ id }) => id), "--json"];
  const env = { ...process.env, LONG_ATTENTION_PROGRESS: "off", NO_COLOR: "1" };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, "grader/bin/long-attention.mjs"), ...args],
      { cwd: root, env },
      (_, out, complaint) => {
        try {
          const { exercises: all } = JSON.parse(out) as {
            exercises: { score: number | null; checks: object[]; notes: string[] }[];
          };
          resolve({
            points: all.map(({ score }) => score ?? 0),
            words: all
              .map(({ checks, notes }) => JSON.stringify([checks, notes]))
              .join("\n")
              .replaceAll('\\"', '"'),
          });
        } catch (error) {
          reject(new Error(`${name}: the check gave no JSON: ${complaint}`, { cause: error }));
        }
      },
    );
  });
}
