import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runBatch } from "../../../grader/src/batch/run.js";
import type { ExerciseSet } from "../../../grader/src/engine/index.js";
import { gradeSubmission } from "../../../grader/src/result/index.js";
import { chooseLevel, type LevelName } from "../../../grader/src/sandbox/levels/index.js";
import { honest, tinySet } from "../support/tiny-set.js";
import { writeClass } from "./classroom.js";
import type { Run } from "./run.js";

/** Grades one submission `count` times; true when all results are the same. */
export async function repeat({ bundle, folder, level: name, count }: Run): Promise<boolean> {
  const level = await chooseLevel(name as LevelName, bundle);
  const path = join(folder, "one.ts");
  writeFileSync(path, honest.replace("sum += A.get(i, j)", "sum += A.get(i, j) * Math.random()"));
  const seen = new Set<string>();
  const setting = { set: tinySet, level, types: undefined, seed: 1 };
  const worker = async (n: number) => {
    for (let i = 0; i < n; i++) {
      const { result } = await gradeSubmission({ id: "one.ts", path }, setting);
      seen.add(JSON.stringify({ ...result, durationMs: 0 }));
    }
  };
  await Promise.all([worker(Math.ceil(count / 2)), worker(Math.floor(count / 2))]);
  level.dispose();
  console.log(`${count} gradings, ${seen.size} different ${seen.size === 1 ? "result" : "results"}`);
  return seen.size === 1;
}

/** The tiny set's five checks, all by plain calls: what the level fast is for, and no device, which is QuickJS's. */
const [rowSums] = tinySet.exercises;
const plainSet: ExerciseSet = {
  ...tinySet,
  exercises: [rowSums!, { ...rowSums!, id: "90.3", checks: rowSums!.checks.slice(0, 2) }],
};

/** Says how many submissions are graded a minute; every tenth never ends, except at the level fast. */
export async function speed({ bundle, folder, level: name, count }: Run): Promise<boolean> {
  const level = await chooseLevel(name as LevelName, bundle);
  const submissions = join(folder, "class");
  writeClass(submissions, count, name !== "fast");
  const sets = { "two exercises, one with a device": tinySet, "two exercises of plain calls": plainSet };
  let all = true;
  for (const [what, set] of Object.entries(sets)) {
    const start = performance.now();
    const out = join(folder, set === tinySet ? "device" : "plain");
    const { rows } = await runBatch({ submissions, out, set, level, types: undefined, seed: 1, workers: 2 });
    const seconds = (performance.now() - start) / 1000;
    const times = rows.map(({ result }) => result?.durationMs ?? 0).sort((a, b) => a - b);
    console.log(
      `${level.name}, ${what}: ${count} submissions in ${seconds.toFixed(1)} s, ${Math.round((60 * count) / seconds)} a minute; median ${times[times.length >> 1]} ms, longest ${times.at(-1)} ms`,
    );
    all &&= rows.every(({ result }) => result !== undefined);
  }
  level.dispose();
  return all;
}

/** The grader's own memory after a fifth and after all of `count` gradings; true when it stays flat. */
export async function memory({ bundle, folder, level: name, count }: Run): Promise<boolean> {
  const level = await chooseLevel(name as LevelName, bundle);
  const path = join(folder, "one.ts");
  writeFileSync(path, honest);
  const at: number[] = [];
  for (let i = 1; i <= count; i++) {
    await gradeSubmission({ id: "one.ts", path }, { set: tinySet, level, types: undefined, seed: i });
    if (i === Math.ceil(count / 5) || i === count) at.push(process.memoryUsage().rss / 2 ** 20);
  }
  level.dispose();
  const [early, late] = at as [number, number];
  console.log(`${count} gradings: ${early.toFixed(0)} MB after a fifth, ${late.toFixed(0)} MB at the end`);
  return late < early * 1.3 + 20;
}
