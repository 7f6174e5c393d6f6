/** `npm run attacks`: hostile submissions against the grader, and a table of what they achieved. */
import { parseArgs } from "node:util";
import { type LevelName, levelNames } from "../../../../grader/src/sandbox/levels/index.js";
import { attacks } from "./all.js";
import { buildGraders } from "./build.js";
import { attackGrader, type Outcome, type Target } from "./run.js";

const { values } = parseArgs({
  options: {
    naive: { type: "boolean", default: false },
    only: { type: "string" },
    level: { type: "string" },
    json: { type: "boolean", default: false },
    said: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const usage = `npm run attacks -- [options]
  --naive         attack the careless grader instead, which must fall often
  --only TEXT     the attacks whose id or family contains it
  --level NAME    ${levelNames.join(", ")}; default: all that work here
  --said          print what the grader said of each
  --json          print the result as JSON`;

const chosen = attacks.filter(
  ({ id, family }) => values.only === undefined || id.includes(values.only) || family.includes(values.only),
);

function targets(): readonly Target[] {
  if (values.naive) return ["naive"];
  if (values.level === undefined) return levelNames;
  if (levelNames.includes(values.level as LevelName)) return [values.level as LevelName];
  throw new RangeError(`--level ${values.level}: choose ${levelNames.join(", ")}`);
}

const achievements = (outcome: Outcome, id: string) =>
  outcome.verdicts.find(({ attack }) => attack.id === id)?.achieved ?? [];

/** One line an attack: what it tries, and for each level "failed" or what it achieved. */
function table(outcomes: readonly Outcome[]): string {
  const wide = Math.max(...chosen.map(({ id }) => id.length));
  const cell = (outcome: Outcome, id: string) => {
    const verdict = outcome.verdicts.find(({ attack }) => attack.id === id)!;
    const text =
      verdict.achieved.length === 0 ? "failed" : verdict.achieved.map(({ what }) => what).join(", ");
    const cpu = verdict.cpuMs > 2000 ? `, ${Math.round(verdict.cpuMs)} of its own` : "";
    return `${text} ${Math.round(verdict.ms)} ms${cpu}`.padEnd(18);
  };
  const head = `${"id".padEnd(wide)}  ${"family".padEnd(10)}  ${outcomes.map(({ target }) => target.padEnd(18)).join("  ")}  tries`;
  const lines = chosen.map(
    ({ id, family, tries }) =>
      `${id.padEnd(wide)}  ${family.padEnd(10)}  ${outcomes.map((outcome) => cell(outcome, id)).join("  ")}  ${tries}`,
  );
  return [head, ...lines].join("\n");
}

if (values.help) {
  console.log(usage);
} else {
  const built = await buildGraders();
  const outcomes: Outcome[] = [];
  try {
    for (const target of targets()) {
      let n = 0;
      const progress = (id: string) => {
        if (process.stderr.isTTY)
          process.stderr.write(`\r\u001b[K${target}: ${++n} of ${chosen.length} ${id}`);
      };
      outcomes.push(await attackGrader(target, chosen, built, ({ attack }) => progress(attack.id)));
    }
  } finally {
    built.dispose();
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
  report(outcomes);
}

function report(outcomes: readonly Outcome[]): void {
  const tested = outcomes.filter(({ why }) => why === undefined);
  const succeeded = chosen.filter(({ id }) => tested.some((outcome) => achievements(outcome, id).length > 0));
  const honest = tested.flatMap(({ target, honest }) => honest.map((line) => `${target}: ${line}`));
  if (values.json) {
    console.log(JSON.stringify({ outcomes, succeeded: succeeded.map(({ id }) => id), honest }, undefined, 1));
  } else {
    console.log(table(tested));
    for (const outcome of tested)
      for (const { attack, achieved, said } of outcome.verdicts) {
        for (const { what, detail } of achieved)
          console.log(`\n${outcome.target}, ${attack.id}: ${what}: ${detail}\n  must: ${attack.must}`);
        if (values.said)
          console.log(`\n${outcome.target}, ${attack.id} said: ${JSON.stringify(said.slice(0, 2000))}`);
      }
    for (const line of honest) console.log(`\n${line}`);
    console.log(`\n${tested.length} of ${outcomes.length} targets attacked`);
    for (const { target, layers } of tested) console.log(`  ${target}: ${layers.join(", ")}`);
    for (const { target, why } of outcomes)
      if (why !== undefined) console.log(`  ${target} is not available: ${why}`);
  }
  console.log(`${succeeded.length} of ${chosen.length} succeeded`);
  if (values.naive) return;
  if (succeeded.length > 0 || honest.length > 0 || tested.length === 0) process.exitCode = 1;
}
