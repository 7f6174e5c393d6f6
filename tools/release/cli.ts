/** `npm run release`: writes a release, and looks for leaks in it. */
import { resolve } from "node:path";
import { sets } from "../../grader/src/checks/index.js";
import { build, isBuilt } from "../build/build.mjs";
import { commandLine } from "../start/command-line.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { needlesFor } from "./needles.js";
import { release } from "./release.js";
import { found, told } from "./report.js";
import { scan } from "./scan.js";
import { type AiPolicy, aiPolicies } from "./texts.js";

const { values, positionals } = commandLine({
  name: "npm run release",
  usage: `npm run release -- 07 --out dist/hw07   what students get for set 07: stubs, and packages that check them
npm run release -- --all --out dist/all
  --ai tutor|open|none                  with a file that tells AI assistants what they may do, and a work log`,
  options: { all: { type: "boolean" }, out: { type: "string" }, ai: { type: "string" } },
  words: true,
});

try {
  const { out, ai } = values;
  const ids = values.all ? sets.map(({ id }) => id) : positionals;
  if (ids.length === 0 || out === undefined)
    throw new Problem("Name sets, such as 07, or --all, and a folder with --out");
  if (ai !== undefined && !Object.keys(aiPolicies).includes(ai))
    throw new Problem(`--ai ${ai}: choose ${Object.keys(aiPolicies).join(", ")}`);
  if (!isBuilt(ROOT)) await build(ROOT, resolve(ROOT, ".cache", "build.log"));
  const made = await release({ ids, out: resolve(out), ...(ai === undefined ? {} : { ai: ai as AiPolicy }) });
  const wanted = needlesFor(made.learner);
  const seen = await scan(made.folder, wanted.needles);
  for (const leak of seen.leaks) console.error(told(leak));
  console.log(`${out}: ${made.sets.map(({ id }) => id).join(", ")}. ${found(seen, wanted)}`);
  process.exitCode = seen.leaks.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`npm run release: ${error.message}.`);
  process.exitCode = 2;
}
