/** `npm run honest`: reads the command line, builds what it runs, when that is not up to date, and begins. */
import { join } from "node:path";
import { build, isBuilt } from "../../../tools/build/build.mjs";
import { commandLine } from "../../../tools/start/command-line.mjs";
import { ROOT } from "../../../tools/start/setup.mjs";

const { positionals, values } = commandLine({
  name: "npm run honest",
  usage: `npm run honest                odd but honest submissions in the kernel, the check and every level; ends \`0 of N differ\`
npm run honest -- notebook    those whose names hold the word
npm run honest -- --contract  every reference and every known mistake at every level, against the check in process: verdicts,
                              points, diagnoses; goes on where it stopped`,
  options: { contract: { type: "boolean" } },
  words: true,
});

if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
const { atEveryLevel, compareTable } = await import("./main.js");
const { compareContract } = await import("./contract.js");
process.exitCode = await atEveryLevel((levels) =>
  values.contract ? compareContract(levels) : compareTable(positionals, levels),
);
