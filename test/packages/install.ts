/** The three packages as somebody has them who has nothing else: packed, and installed in an empty folder. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNpm } from "../../tools/start/npm.mjs";
import { ROOT } from "../../tools/start/setup.mjs";

/** What decides how the packages come out. */
export const PACKED = [
  ...["lib", "figures", "grader"].flatMap((folder) =>
    ["src", "package.json", "README.md", "tsconfig.json"].map((name) => `${folder}/${name}`),
  ),
  ...["grader/bin", "tools/build", "tsconfig.base.json", "test/packages/install.ts"],
];

let folder: string | undefined;

/** The folder in which they are installed; the first call packs and installs. */
export function installed(): string {
  if (folder) return folder;
  const home = realpathSync(mkdtempSync(join(tmpdir(), "long-attention-packages-")));
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  const [packed, empty] = [join(home, "packed"), join(home, "empty")];
  for (const each of [packed, empty]) mkdirSync(each);
  npm(ROOT, "pack", "--silent", "--pack-destination", packed, "--workspaces");
  writeFileSync(join(empty, "package.json"), '{ "private": true, "type": "module" }\n');
  const archives = readdirSync(packed).map((name) => join(packed, name));
  npm(empty, ...["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], ...archives);
  folder = empty;
  return folder;
}

/** What a program said and how it ended. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** `npx long-attention …` in the folder. */
export const longAttention = (...args: string[]): Said =>
  node(installed(), [findNpm()!, "exec", "--no", "--", "long-attention", ...args]);

/** Variables that tell a program of this repository, of the npm command or of the test that it runs under. */
const told =
  /^(npm_(config_local_prefix|lifecycle|package)|INIT_CWD|LONG_ATTENTION|VITEST|NODE_(OPTIONS|PATH))/i;

/** Node in a folder that knows nothing of this one. */
export function node(cwd: string, args: readonly string[]): Said {
  const own = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !told.test(name))),
    LONG_ATTENTION_PROGRESS: join(cwd, "progress.json"), // not the progress of whoever runs the tests
    NO_COLOR: "1",
  };
  return spawnSync(process.execPath, args, { cwd, env: own, encoding: "utf8" });
}

function npm(cwd: string, ...args: string[]): void {
  const { status, stdout, stderr } = node(cwd, [findNpm()!, ...args]);
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${status}:\n${stdout}\n${stderr}`);
}
