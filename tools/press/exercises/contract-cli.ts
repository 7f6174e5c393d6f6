/** `npm run contract`: holds every exercise against its contract and prints the table. */
import { commandLine } from "../../start/command-line.mjs";
import type { Verdict } from "./contract.ts";

commandLine({
  name: "npm run contract",
  usage: `npm run contract   hold every exercise against its contract: the stub fails with its TODO, the solution gets full
                   points, every mutant loses points by value and is recognised`,
});

const { confusion } = await import("./contract.ts");
const { verdicts } = await import("./verdicts.ts");

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

const all = await verdicts();
const problems = all.flatMap((verdict) => verdict.problems);
const { right, all: mutants, confused } = confusion(all);
for (const verdict of all) console.log(row(verdict));
for (const line of confused) console.log(`taken for another: ${line}`);
for (const line of problems) console.error(`✖ ${line}`);
const points = all.reduce((sum, { exercise }) => sum + exercise.points, 0);
console.log(
  `${problems.length === 0 ? "✔" : "✖"} ${all.length} exercises, ${points} points, ${mutants} mutants, ${right} recognised (${((100 * right) / mutants).toFixed(1)} %), ${problems.length} problems`,
);
process.exitCode = problems.length > 0 || right < 0.9 * mutants ? 1 : 0;
