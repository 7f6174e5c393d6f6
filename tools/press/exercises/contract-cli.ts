/** `npm run contract`: holds every exercise against its contract and prints the table. */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { exercises, sets } from "../../../grader/src/checks/index.ts";
import { ROOT } from "../notebook/files.ts";
import { confusion, hold, type Verdict } from "./contract.ts";

/** The exported functions of one of a set's files. */
async function functions(folder: "solutions" | "exercises", name: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(ROOT, folder, `${name}.ts`)).href);
}

/** All verdicts, set by set. */
export async function verdicts(): Promise<Verdict[]> {
  const all: Verdict[] = [];
  for (const set of sets) {
    const [solutions, stubs] = [
      await functions("solutions", set.name),
      await functions("exercises", set.name),
    ];
    for (const exercise of set.exercises)
      all.push(hold(exercise, solutions[exercise.name], stubs[exercise.name]));
  }
  return all;
}

function row({ exercise, solution, mutants }: Verdict): string {
  const rejected = mutants.filter((mutant) => mutant.rejected).length;
  const named = mutants.filter(({ id, diagnosed }) => id === diagnosed).length;
  return [
    exercise.id,
    exercise.name.padEnd(22),
    `${solution.score}/${exercise.points}`.padEnd(7),
    `${exercise.checks.length} checks`.padEnd(10),
    `${rejected}/${mutants.length} mutants rejected`.padEnd(24),
    `${named}/${mutants.length} named`,
  ].join("  ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = await verdicts();
  const problems = all.flatMap((verdict) => verdict.problems);
  const { right, all: mutants, confused } = confusion(all);
  for (const verdict of all) console.log(row(verdict));
  for (const line of confused) console.log(`taken for another: ${line}`);
  for (const line of problems) console.error(`✖ ${line}`);
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  console.log(
    `${problems.length === 0 ? "✔" : "✖"} ${all.length} exercises, ${points} points, ${mutants} mutants, ${right} recognised (${((100 * right) / mutants).toFixed(1)} %), ${problems.length} problems`,
  );
  process.exitCode = problems.length > 0 || right < 0.9 * mutants ? 1 : 0;
}
