/**
 * `npm run soak`: the long runs that `npm test` has no time for.
 *   npm run soak -- mutants            every solution and mutant, at every level, as in process
 *   npm run soak -- repeat --count 1000    one submission, again and again: identical results
 *   npm run soak -- kill --count 100       a class, killed at random moments and resumed: the same gradebook
 *   npm run soak -- equal --nodes A,B      a class by these Nodes, at every level, with 1 to 8 workers: the same results
 *   npm run soak -- speed --count 100      how many submissions a minute
 *   npm run soak -- memory --count 2000    the grader's own memory over many submissions
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { buildSandbox } from "../../../tools/build/grader.js";
import { equal } from "./equal.js";
import { killed } from "./kill.js";
import { mutants } from "./mutants.js";
import { memory, repeat, speed } from "./repeat.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "20" },
    level: { type: "string", default: "auto" },
    nodes: { type: "string", default: process.execPath },
  },
});
const runs = { mutants, repeat, kill: killed, equal, speed, memory };
const [name = ""] = positionals;
if (!Object.hasOwn(runs, name)) {
  console.error(`npm run soak -- ${name}: choose from ${Object.keys(runs).join(", ")}.`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), "long-attention-soak-"));
try {
  await buildSandbox(join(folder, "sandbox"));
  const bundle = loadBundle(join(folder, "sandbox"));
  const good = await runs[name as keyof typeof runs]({
    bundle,
    folder,
    level: values.level,
    count: Number(values.count),
    nodes: values.nodes.split(","),
  });
  process.exitCode = good ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
