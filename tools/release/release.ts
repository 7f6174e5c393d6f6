/** What students are given: the stubs of some sets, and the packages that check them, without hidden checks or answers. */
import { spawnSync } from "node:child_process";
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
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sets } from "../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { findNpm } from "../start/npm.mjs";
import { Problem } from "../start/progress.mjs";
import { ROOT } from "../start/setup.mjs";
import { learnerChecks, type Pruned } from "./prune.js";
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
}: {
  ids: readonly string[];
  out: string;
  ai?: AiPolicy;
}): Promise<Release> {
  const chosen = ids.map((id) => {
    const set = sets.find((one) => one.id === id || one.name === id);
    if (!set) throw new Problem(`There is no set ${id}; choose from ${sets.map((one) => one.id).join(", ")}`);
    return set;
  });
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new Problem(`${out} has something in it; name a folder that is empty, or not there yet`);
  mkdirSync(join(out, "packages"), { recursive: true });
  mkdirSync(join(out, "exercises"));
  const work = mkdtempSync(join(tmpdir(), "long-attention-release-"));
  try {
    const learner = await learnerPackage(join(work, "grader"));
    for (const folder of [join(ROOT, "lib"), join(work, "grader")]) pack(folder, join(out, "packages"));
    for (const { name } of chosen)
      for (const end of ["ts", "ipynb"])
        cpSync(join(ROOT, "exercises", `${name}.${end}`), join(out, "exercises", `${name}.${end}`));
    writeFileSync(join(out, "package.json"), manifest(readdirSync(join(out, "packages"))));
    writeFileSync(join(out, "README.md"), instructions(chosen));
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

function pack(folder: string, into: string): void {
  const npm = findNpm();
  if (!npm) throw new Problem("npm is not there; it comes with Node");
  const args = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", into];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Problem(`npm could not pack ${folder}: ${stderr.trim().split("\n")[0]}`);
}

function manifest(packages: readonly string[]): string {
  const dependencies = Object.fromEntries(
    packages.map((file) => [
      file.includes("grader") ? "@long-attention/grader" : "long-attention",
      `file:packages/${file}`,
    ]),
  );
  const scripts = { check: "long-attention check" };
  // So that types are checked as they are when it is graded.
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const kernel = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("tslab/package.json"), "utf8"));
  Object.assign(dependencies, {
    "@tslab/typescript-for-tslab": kernel.dependencies["@tslab/typescript-for-tslab"],
    "@types/node": devDependencies["@types/node"],
  });
  // One library for both: the grader would ask a registry for it.
  const overrides = { "long-attention": "$long-attention" };
  return `${JSON.stringify({ private: true, type: "module", scripts, dependencies, overrides }, null, 2)}\n`;
}
