/** `npm run release`: writes a release, and looks for leaks in it. */
import { resolve } from "node:path";
import { sets } from "../../grader/src/checks/index.js";
import { build, isBuilt } from "../build/build.mjs";
import { commandLine } from "../start/command-line.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { autograder, type Platform, platformNames } from "./autograder.js";
import { needlesFor } from "./needles.js";
import { release } from "./release.js";
import { found, told } from "./report.js";
import { scan } from "./scan.js";
import { type AiPolicy, aiPolicies } from "./texts.js";

/** What to do with it. */
const next: Readonly<Record<Platform, string>> = {
  gradescope:
    "upload it as the assignment's autograder; there are no walls in Gradescope's containers, so it grades at the level portable.",
  prairielearn:
    "build the image with the Dockerfile in it, name it in info.json, and put info.json and question.html into a question.",
  classroom50:
    "put it into your classroom50 repository as CLASSROOM/autograders/ASSIGNMENT, with node 22 in the assignment's runtime.",
};

const { values, positionals } = commandLine({
  name: "npm run release",
  usage: `npm run release -- 07 --out dist/hw07   what students get for set 07: stubs, and packages that check them
npm run release -- --all --out dist/all
  --ai tutor|open|none                  with a file that tells AI assistants what they may do, and a work log
  --github                              with a workflow that checks every push
npm run release -- 07 --for gradescope --out hw07-gradescope.zip   what a platform gets that grades each submission
  --for gradescope|prairielearn|classroom50`,
  options: {
    ...{ all: { type: "boolean" }, out: { type: "string" }, ai: { type: "string" } },
    ...{ github: { type: "boolean" }, for: { type: "string" } },
  },
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
  if (values.for === undefined) {
    const made = await release({
      ...{ ids, out: resolve(out), github: values.github === true },
      ...(ai === undefined ? {} : { ai: ai as AiPolicy }),
    });
    const wanted = needlesFor(made.learner);
    const seen = await scan(made.folder, wanted);
    for (const leak of seen.leaks) console.error(told(leak));
    console.log(`${out}: ${made.sets.map(({ id }) => id).join(", ")}. ${found(seen, wanted)}`);
    process.exitCode = seen.leaks.length > 0 ? 1 : 0;
  } else {
    const platform = platformNames.find((name) => name === values.for);
    if (!platform) throw new Problem(`--for ${values.for}: choose ${platformNames.join(", ")}`);
    if (ids.length > 1) throw new Problem("A platform's grader is for one set; name one, such as 07");
    autograder({ id: ids[0]!, platform, out: resolve(out) });
    console.log(`${out}: ${next[platform]} It holds hidden checks and answers: give it to no student.`);
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`npm run release: ${error.message}.`);
  process.exitCode = 2;
}
