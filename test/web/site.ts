/** The site, made once for all test files and runs that look at it: in .cache/web, by what it was made from. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "../../tools/build/build.mjs";
import { ROOT } from "../../tools/start/setup.mjs";
import { fingerprint } from "../../tools/start/stamp.mjs";
import { makeSite, writeSite } from "../../web/build/site.ts";

/** Where the tests' site would stand. */
export const url = "https://example.org/long-attention/";

/** What decides how the site comes out. */
export const READS = [
  ...["web", "lib/src", "lib/dist", "figures/dist", "grader/dist", "notebooks", "exercises", "solutions"],
  ...["assets", "bench/report.md", "tools/press", "package-lock.json", "test/web/site.ts"],
];

const HOUR = 3_600_000;
const home = join(ROOT, ".cache", "web");
let folder: Promise<string> | undefined;

/** The folder that holds it. */
export function siteFolder(): Promise<string> {
  folder ??= made();
  return folder;
}

async function made(): Promise<string> {
  if (!isBuilt(ROOT)) await build(ROOT, join(ROOT, ".cache", "build.log"));
  const name = fingerprint(ROOT, READS).slice(0, 16);
  const path = join(home, name);
  mkdirSync(home, { recursive: true });
  while (!existsSync(path)) {
    if (!takes(`${path}.lock`)) {
      await new Promise((then) => setTimeout(then, 200));
      continue;
    }
    try {
      // Another run may still look at what was made from sources of a moment ago.
      for (const old of readdirSync(home).filter(
        (one) => Date.now() - statSync(join(home, one)).mtimeMs > HOUR,
      ))
        rmSync(join(home, old), { recursive: true, force: true });
      writeSite(await makeSite({ url }), `${path}.part`);
      renameSync(`${path}.part`, path);
    } finally {
      rmSync(`${path}.lock`, { force: true });
    }
  }
  return path;
}

/** Whether this process is the one that makes it; a lock that somebody left lasts three minutes. */
function takes(lock: string): boolean {
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (made !== undefined && Date.now() - made > 180_000) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

let files: Map<string, Uint8Array> | undefined;

/** Every file of the site by its path. */
export async function siteFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  const at = await siteFolder();
  files ??= new Map(
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(at.length + 1).replaceAll("\\", "/"), readFileSync(path)]),
  );
  return files;
}

/** Pages by their files. @param kind those of notebooks and exercises only */
export async function sitePages(kind?: "course"): Promise<[file: string, html: string][]> {
  return [...(await siteFiles())]
    .filter(([path]) => path.endsWith(".html") && !(kind && path.startsWith("source-")))
    .map(([path, content]) => [path, Buffer.from(content).toString("utf8")]);
}
