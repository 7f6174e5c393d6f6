/** One class, graded by every Node that is named, at every level, with 1, 2, 3 and 8 workers: the same results. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sets } from "../../../grader/src/checks/index.js";
import { type LevelName, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { mutantsOf, reference } from "../support/solutions.js";
import { batch, firstDifference, written } from "./batch.js";
import { writeClass } from "./classroom.js";
import type { Run } from "./run.js";

/** A class for a real set: a solution, its known mistakes, a loop, a stub, and what does not compile. */
async function writeRealClass(folder: string, id: string): Promise<void> {
  const set = sets.find((one) => one.id === id)!;
  mkdirSync(folder, { recursive: true });
  const hand = (name: string, text: string) => writeFileSync(join(folder, `${name}.ts`), text);
  const text = (source: ReturnType<typeof reference>) => source.files[source.main]!;
  hand("solved", text(reference(set)));
  const rounds = Math.max(...set.exercises.map(({ mutants }) => mutants.length));
  for (let i = 0; i < rounds; i++) hand(`mistaken-${i}`, text(await mutantsOf(set, i)));
  const each = (body: string) =>
    set.exercises.map(({ name }) => `export const ${name} = ${body};`).join("\n");
  hand("endless", each("() => { for (;;) {} }"));
  hand("random", each("() => Math.random() + Date.now()"));
  hand("stub", each("() => { throw new Error('TODO exercise') }"));
  hand("broken", "export const = ;");
}

const tenDigits = (text: string): string =>
  text.replaceAll(/\d+\.\d{10,}(e[+-]?\d+)?/g, (number) => Number(number).toPrecision(10));

/** `count` submissions of the made-up class, and those of the sets 00 and 07. */
export async function equal({ bundle, folder, level: only, count, nodes }: Run): Promise<boolean> {
  const classes: Record<string, string> = {};
  for (const id of ["90", "00", "07"]) {
    classes[id] = join(folder, `class-${id}`);
    if (id === "90") writeClass(classes[id], count);
    else await writeRealClass(classes[id], id);
  }
  const levels: LevelName[] = [];
  for (const name of levelNames) {
    if (only !== "auto" && only !== name) continue;
    const { level, why } = await tryLevel(name, bundle);
    if (level) levels.push(name);
    else console.log(`${name}: not tested, ${why}`);
    level?.dispose();
  }
  // Node and the walls in all pairs, with two workers; then the number of workers, with one of these.
  const pairs = nodes.flatMap((node) => levels.map((level) => ({ node, level, workers: 2 })));
  const counts = [1, 3, 8].map((workers) => ({ ...pairs[0]!, level: levels.at(-2) ?? levels[0]!, workers }));
  let different = 0;
  for (const [set, submissions] of Object.entries(classes)) {
    let expected: string | undefined;
    for (const { node, level, workers } of [...pairs, ...counts]) {
      const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
      const name = `set ${set}, ${version}, ${level}, ${workers} workers`;
      const out = join(folder, name.replace(/\W+/g, "-"));
      await batch({ bundle, submissions, out, workers, level, set, node });
      // Results and pages name the level; nothing else may tell it.
      const got = written(out).replaceAll(new RegExp(`sandbox(": "| )${level}`, "g"), "sandbox$1");
      expected ??= got;
      // V8's exp is not QuickJS's in the last digits, so what a solution gave may be shown with others.
      const told = level === "fast" ? tenDigits : (text: string) => text;
      const difference = firstDifference(told(expected), told(got));
      if (difference !== undefined) different++;
      console.log(`${difference === undefined ? "✔" : "✘"} ${name}${difference ? `: ${difference}` : ""}`);
    }
  }
  console.log(`${different} gradebooks differ`);
  return different === 0;
}
