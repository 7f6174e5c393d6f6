/** What students are given: the stubs of some sets, and the packages that check them, without hidden checks or answers. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { ROOT } from "../start/setup.mjs";
import { filledIn, templates } from "./autograder.js";
import { mustBeEmpty, setsOf } from "./chosen.js";
import type { Pruned } from "./needed.js";
import { writePackages } from "./packages.js";
import { learnerChecks } from "./prune.js";
import { type AiPolicy, aiPolicies, instructions, workLog } from "./texts.js";

export interface Release {
  readonly sets: readonly ExerciseSet[];
  readonly folder: string;
  readonly learner: Pruned;
}

/**
 * @param out a folder that is not there yet, or is empty
 * @throws Problem for an unknown set, or a folder with something in it
 */
export async function release({
  ids,
  out,
  ai,
  github = false,
}: {
  ids: readonly string[];
  out: string;
  ai?: AiPolicy;
  /** With a workflow that checks every push. */
  github?: boolean;
}): Promise<Release> {
  const chosen = setsOf(ids);
  mustBeEmpty(out);
  mkdirSync(join(out, "exercises"), { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "long-attention-release-"));
  try {
    const learner = await learnerPackage(join(work, "grader"));
    writePackages(out, [join(ROOT, "lib"), join(work, "grader")], { check: "long-attention check" });
    for (const { name } of chosen)
      for (const end of ["ts", "ipynb"])
        cpSync(join(ROOT, "exercises", `${name}.${end}`), join(out, "exercises", `${name}.${end}`));
    writeFileSync(join(out, "README.md"), instructions(chosen));
    if (github) {
      mkdirSync(join(out, ".github", "workflows"), { recursive: true });
      const workflow = readFileSync(join(templates, "github", "check.yml"), "utf8");
      writeFileSync(join(out, ".github", "workflows", "check.yml"), filledIn(workflow, chosen));
      writeFileSync(join(out, ".gitignore"), "node_modules/\n");
    }
    if (ai) {
      writeFileSync(join(out, "AGENTS.md"), aiPolicies[ai]);
      writeFileSync(join(out, "WORK-LOG.md"), workLog);
    }
    return { sets: chosen, folder: out, learner };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The grader's package with the checks that learners may have, and without its sandbox: it checks, and grades nobody. */
async function learnerPackage(folder: string): Promise<Pruned> {
  const grader = join(ROOT, "grader");
  const dist = join(grader, "dist");
  for (const name of ["README.md", "LICENSE", "bin"])
    if (existsSync(join(grader, name))) cpSync(join(grader, name), join(folder, name), { recursive: true });
  const left =
    /[\\/]dist[\\/](checks[\\/]|sandbox[\\/](child\.cjs|quickjs\.wasm|released\.json|version)$|.*\.map$|\.tsbuildinfo$)/;
  cpSync(dist, join(folder, "dist"), {
    recursive: true,
    filter: (path) => !left.test(path.slice(grader.length)),
  });
  for (const entry of readdirSync(join(folder, "dist"), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (/\.(js|d\.ts)$/.test(entry.name))
      writeFileSync(path, readFileSync(path, "utf8").replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"));
  }
  const learner = await learnerChecks(dist);
  mkdirSync(join(folder, "dist", "checks"), { recursive: true });
  writeFileSync(join(folder, "dist", "checks", "index.js"), learner.code);
  cpSync(join(dist, "checks", "index.d.ts"), join(folder, "dist", "checks", "index.d.ts"));
  const { devDependencies, scripts, ...own } = JSON.parse(readFileSync(join(grader, "package.json"), "utf8"));
  writeFileSync(
    join(folder, "package.json"),
    `${JSON.stringify({ ...own, description: `${own.description}: the learner's edition`, files: ["bin", "dist"] }, null, 2)}\n`,
  );
  return learner;
}
