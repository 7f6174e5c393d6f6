/** `npm run soak`: the long runs that `npm test` has no time for. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "../../../tools/start/command-line.mjs";

const RUNS = [
  "repeat",
  "kill",
  "lms",
  "term",
  "equal",
  "speed",
  "memory",
  "hub",
  "platforms",
  "nbgrader",
  "slurm",
] as const;
const { positionals, values } = commandLine({
  name: "npm run soak",
  usage: `npm run soak -- repeat --count 1000   one submission, again and again: identical results
npm run soak -- kill --count 100      a class, killed at random moments and resumed: the same gradebook
npm run soak -- lms --count 300       a class as Canvas and as Moodle hand it out, killed three times and resumed
npm run soak -- term --count 300      a class from a platform's download to what the platform takes back
npm run soak -- equal --nodes A,B     a class by these Nodes, at every level, with 1 to 8 workers: the same results
npm run soak -- speed --count 100     how many submissions a minute
npm run soak -- memory --count 2000   the grader's own memory over many submissions
npm run soak -- hub                   two users of a real JupyterHub at once, which it installs: each sees their own progress
npm run soak -- platforms             what Gradescope, PrairieLearn, Classroom 50 and Actions run, from npm's registry
npm run soak -- nbgrader              nbgrader 0.9 itself gives the points that we give; the first run installs it into .cache
npm run soak -- slurm --count 40      deploy/slurm on a Slurm of one node: eight shards, one killed; says why where there is none
  --level NAME   at this level of the sandbox, in place of the best that works here`,
  options: {
    count: { type: "string", default: "20" },
    level: { type: "string", default: "auto" },
    nodes: { type: "string", default: process.execPath },
  },
  words: true,
});

function refuse(sentence: string): never {
  console.error(`npm run soak: ${sentence}.`);
  process.exit(2);
}

const [word] = positionals;
const name = RUNS.find((run) => run === word) ?? refuse(`name one run of ${RUNS.join(", ")}`);
if (positionals.length > 1) refuse(`one run at a time, and not ${positionals.join(" and ")}`);
const count = Number(values.count);
if (!Number.isInteger(count) || count < 1) refuse(`--count ${values.count} is no whole number from 1 on`);

const { loadBundle } = await import("../../../grader/src/sandbox/bundle.js");
const { levelNames } = await import("../../../grader/src/sandbox/levels/index.js");
const levels = ["auto", ...levelNames];
if (!levels.includes(values.level))
  refuse(`--level ${values.level} is none; choose from ${levels.join(", ")}`);
const { CannotBeHad } = await import("./hub/commands.js");
const { buildSandbox } = await import("../../../tools/build/grader.js");
const { runs } = await import("./runs.js");

const folder = mkdtempSync(join(tmpdir(), "long-attention-soak-"));
try {
  await buildSandbox(join(folder, "sandbox"));
  const bundle = loadBundle(join(folder, "sandbox"));
  const good = await runs[name]({
    bundle,
    folder,
    level: values.level,
    count,
    nodes: values.nodes.split(","),
  });
  process.exitCode = good ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotBeHad)) throw error;
  console.error(`npm run soak: ${name} cannot be had here: ${error.message}.`);
  process.exitCode = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
