/** `npm run leaks`: a release of everything, looked through and thrown away. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sets } from "../../grader/src/checks/index.js";
import { build, isBuilt } from "../build/build.mjs";
import { commandLine } from "../start/command-line.mjs";
import { ROOT } from "../start/setup.mjs";
import { needlesFor } from "./needles.js";
import { release } from "./release.js";
import { found, told } from "./report.js";
import { scan } from "./scan.js";

const { values } = commandLine({
  name: "npm run leaks",
  usage: `npm run leaks   looks for hidden checks, mutants and solutions in a release of all sets
  --allowed     also lists the lines that learners have by design`,
  options: { allowed: { type: "boolean" } },
});
const out = mkdtempSync(join(tmpdir(), "long-attention-leaks-"));
try {
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  const { learner } = await release({ ids: sets.map(({ id }) => id), out });
  const wanted = needlesFor(learner);
  const seen = await scan(out, wanted);
  if (values.allowed)
    for (const { kind, shown } of wanted.byDesign) console.log(`by design, of a ${kind}: ${shown}`);
  for (const leak of seen.leaks) console.error(told(leak));
  console.log(found(seen, wanted));
  process.exitCode = seen.leaks.length > 0 ? 1 : 0;
} finally {
  rmSync(out, { recursive: true, force: true });
}
