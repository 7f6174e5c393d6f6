/** `npm run contract`: holds every exercise against its contract and prints the table. */
import { commandLine } from "../../start/command-line.mjs";
import type { Verdict } from "./contract.ts";

const { values: asked } = commandLine({
  name: "npm run contract",
  usage: `npm run contract             hold every exercise against its contract: the stub fails with its TODO, the solution and
                             right answers in other styles get full points, every mutant loses points by value and is
                             recognised, a check holds every sentence, nothing is given for nothing; and how often
                             what is said is true, of a sample of mutants, of two by turns, and of mutants that are
                             sometimes right
npm run contract -- --whole  of all of these, at 25 seeds; ten minutes
npm run contract -- --set 11  one set alone; with --whole, too`,
  options: { whole: { type: "boolean" }, set: { type: "string" } },
});

const { sets } = await import("../../../grader/src/checks/index.ts");
const chosen = sets.filter(({ id }) => asked.set === undefined || id === asked.set);
if (chosen.length === 0) {
  const known = sets.map(({ id }) => id).join(", ");
  console.error(`npm run contract: there is no set ${asked.set}; there are ${known}.`);
  process.exit(2);
}

const { confusion } = await import("./contract.ts");
const { broken, falsehoods, measure, sampled, whole } = await import("./measures.ts");

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

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const extent = asked.whole ? whole : sampled(0);
const found = await measure(
  extent,
  (name) => {
    if (process.stderr.isTTY) process.stderr.write(`${name} …\n`);
  },
  chosen,
);
for (const verdict of found.verdicts) console.log(row(verdict));
const { right, all: mutants, confused } = confusion(found.verdicts);
for (const line of confused) console.log(`taken for another: ${line}`);
for (const line of falsehoods(found.statements)) console.log(`not true: ${line}`);
const problems = broken(found, asked.set === undefined);
for (const line of problems) console.error(`✖ ${line}`);
const points = found.verdicts.reduce((sum, { exercise }) => sum + exercise.points, 0);
const said = found.statements.length;
const untrue = falsehoods(found.statements).length;
console.log(`
exercises                     ${found.verdicts.length}, ${points} points
mutants                       ${mutants}
right answers                 ${found.rights}
pairs, near misses            ${found.pairs}, ${found.nearMisses}${asked.whole ? "" : " (a sample; --whole tries all)"}
precision                     ${percent(found.precision)}, ${said - untrue} of ${said} things said are true
recall                        ${percent(found.recall)}, ${right} of ${mutants} mutants recognised
sentences without a check     ${found.unheld.length}
trivial answers with points   ${found.forNothing.length}
verdicts that hang on a seed  ${found.luck.length}, of mutants at ${extent.mutantSeeds.length} seeds and of right answers at ${extent.rightSeeds.length}

${problems.length === 0 ? "✔ the contract holds" : `✖ ${problems.length} problems`}`);
process.exitCode = problems.length > 0 ? 1 : 0;
