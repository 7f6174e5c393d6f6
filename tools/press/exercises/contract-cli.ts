/** `npm run contract`: holds every exercise against its contract and prints the table. */
import { commandLine } from "../../start/command-line.mjs";
import type { Verdict } from "./contract.ts";

const { values: asked } = commandLine({
  name: "npm run contract",
  usage: `npm run contract            hold every exercise against its contract: the stub fails with its TODO, the solution gets full
                            points, every mutant loses points by value and is recognised
npm run contract -- --said  also how often what is said of mutants, of two by turns, and of mutants that are sometimes
                            right is true; minutes`,
  options: { said: { type: "boolean" } },
});

const { confusion } = await import("./contract.ts");
const { functions, verdicts } = await import("./verdicts.ts");

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
if (asked.said) {
  const { statements } = await import("./near-misses.ts");
  const { sets } = await import("../../../grader/src/checks/index.ts");
  let [said, untrue] = [0, 0];
  for (const { name, exercises } of sets) {
    const solutions = await functions("solutions", name);
    for (const exercise of exercises)
      for (const { candidate, id, part, isTrue } of statements(exercise, solutions[exercise.name])) {
        said++;
        if (isTrue) continue;
        untrue++;
        console.log(`not true: ${exercise.id} ${candidate}: ${id}${part ? ", in part" : ""}`);
      }
    console.log(`${name}: ${said} things said so far, ${untrue} not true`);
  }
  console.log(
    `${said - untrue} of ${said} things said are true (${((100 * (said - untrue)) / said).toFixed(1)} %)`,
  );
}
process.exitCode = problems.length > 0 || right < 0.9 * mutants ? 1 : 0;
