/** `npm run leaks`: a release of everything, looked through and thrown away. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sets } from "../../grader/src/checks/index.js";
import { build, isBuilt } from "../build/build.mjs";
import { commandLine } from "../start/command-line.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { needlesFor } from "./needles.js";
import { learnerChecks } from "./prune.js";
import { release } from "./release.js";
import { found, told } from "./report.js";
import { scan } from "./scan.js";

const { values, positionals } = commandLine({
  name: "npm run leaks",
  usage: `npm run leaks             looks for hidden checks, mutants and solutions in a release of all sets
npm run leaks -- FOLDER   in that folder, before you hand it out
  --allowed               also lists the lines that learners have by design`,
  options: { allowed: { type: "boolean" } },
  words: true,
});
const made = mkdtempSync(join(tmpdir(), "long-attention-leaks-"));
try {
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new Problem("Name one folder");
  if (folder !== undefined && !existsSync(folder)) throw new Problem(`There is no ${folder}`);
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  const learner =
    folder === undefined
      ? (await release({ ids: sets.map(({ id }) => id), out: made })).learner
      : await learnerChecks(join(ROOT, "grader", "dist"));
  const wanted = needlesFor(learner);
  const seen = await scan(folder ?? made, wanted);
  if (values.allowed)
    for (const { kind, shown } of wanted.byDesign) console.log(`by design, of a ${kind}: ${shown}`);
  for (const leak of seen.leaks) console.error(told(leak));
  console.log(found(seen, wanted));
  process.exitCode = seen.leaks.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`npm run leaks: ${error.message}.`);
  process.exitCode = 2;
} finally {
  rmSync(made, { recursive: true, force: true });
}
