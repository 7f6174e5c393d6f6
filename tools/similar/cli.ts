/** `npm run similar`: whose answers are built alike, for a person to read. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Problem as GraderProblem } from "../../grader/src/files/problem.js";
import { loadBundle } from "../../grader/src/sandbox/bundle.js";
import { build, isBuilt } from "../build/build.mjs";
import { setsOf } from "../release/chosen.js";
import { commandLine } from "../start/command-line.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { compareClass } from "./class.js";
import { leastSimilarity, mostPairs, overviewPage, pairPage, type Shown } from "./page.js";

const { values, positionals } = commandLine({
  name: "npm run similar",
  usage: `npm run similar -- 07 hw07      whose answers of set 07 are built alike, in what collect wrote, a folder or a zip
  --out FOLDER                  where the pages go (default: similar, in that folder)`,
  options: { out: { type: "string" } },
  words: true,
});

try {
  const [id, submissions, ...more] = positionals;
  if (id === undefined || submissions === undefined || more.length > 0)
    throw new Problem("Name a set, such as 07, and the folder or archive of what was handed in");
  const [set] = setsOf([id]);
  if (values.out === undefined && /\.(zip|t?gz|tar)$/i.test(submissions))
    throw new Problem(`Name a folder for the pages with --out; ${submissions} is an archive`);
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  const found = await compareClass(resolve(submissions), set!, loadBundle().released);
  const shown = found.compared.flatMap(({ exercise, pairs }) =>
    pairs
      .filter(({ similarity }) => similarity >= leastSimilarity)
      .slice(0, mostPairs)
      .map(
        (pair, k): Shown => ({
          pair,
          title: `${exercise.id}: two answers`,
          file: `${exercise.id}-${k + 1}.html`,
        }),
      ),
  );
  const out = values.out ?? join(submissions, "similar");
  rmSync(resolve(out), { recursive: true, force: true });
  mkdirSync(resolve(out), { recursive: true });
  for (const one of shown) writeFileSync(resolve(out, one.file), pairPage(one));
  writeFileSync(resolve(out, "index.html"), overviewPage(set!, found, shown));
  const groups = found.identical.length + found.compared.reduce((sum, { rings }) => sum + rings.length, 0);
  console.log(
    `${found.authors} submissions: ${groups} ${groups === 1 ? "group" : "groups"} that wrote the same, ${shown.length} pairs to read, ${found.unread.length} that could not be read. See ${join(out, "index.html")}; it judges nobody.`,
  );
} catch (error) {
  if (!(error instanceof Problem || error instanceof GraderProblem)) throw error;
  console.error(`npm run similar: ${error.message.replace(/\.$/, "")}.`);
  process.exitCode = 2;
}
