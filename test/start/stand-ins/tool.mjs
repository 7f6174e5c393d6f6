// Stands in for tsc, biome, tsx, cspell, typedoc and vitest. FAKE_FAILS names those that fail; FAKE_TESTS is vitest's report;
// FAKE_COUNTS is what the check of the notebooks counts.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { note } from "./note.mjs";

const args = process.argv.slice(2);
const name = basename(process.argv[1])
  .replace("cli.mjs", "tsx")
  .replace("bin.mjs", "cspell")
  .replace(".mjs", "");
note(name, args);
const fails = (process.env.FAKE_FAILS ?? "").split(",").includes(name);
if (fails) console.log(`${name} found something`);
else if (name === "tsc") {
  for (const folder of args.slice(1)) {
    mkdirSync(`${folder}/dist`, { recursive: true });
    writeFileSync(`${folder}/dist/.tsbuildinfo`, "");
  }
}
const fileAfter = (start) => args.find((arg) => arg.startsWith(start))?.slice(start.length);
if (args[0] === "run") {
  const report = JSON.parse(process.env.FAKE_TESTS ?? "{}");
  const full = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...report,
  };
  writeFileSync(fileAfter("--outputFile.json="), JSON.stringify(full));
}
if (args[0] === "list")
  writeFileSync(fileAfter("--json="), JSON.stringify([{ name: "one" }, { name: "two" }]));
if (name === "tsx" && args.includes("check") && process.env.FAKE_COUNTS)
  writeFileSync(process.env.LONG_ATTENTION_COUNTS, process.env.FAKE_COUNTS);
process.exit(fails ? 1 : 0);
