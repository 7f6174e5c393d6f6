/** The whole site in memory: the same sources give the same bytes. */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Bundle, bundle } from "./bundle.ts";
import { type Files, makePages } from "./pages.ts";
import { readCourse } from "./read.ts";

export interface Site {
  readonly files: Files;
  readonly bundle: Bundle;
}

export interface SiteOptions {
  /** False for instructors who keep the answers: no solutions, no hidden checks. */
  readonly solutions: boolean;
}

/** @throws Problem when a notebook or an exercise set is older than its source */
export async function makeSite(options: SiteOptions): Promise<Site> {
  const reads = readCourse();
  const made = await bundle(options);
  const entry = (name: string) => made.entries.get(name)!;
  const pages = makePages(reads, { script: entry("page"), style: entry("style"), maths: entry("maths") });
  return { files: new Map([...pages, ...made.files]), bundle: made };
}

/** Puts a site into a folder of its own, in the place of what was there. */
export function writeSite({ files }: Site, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** One hash of all files. */
export function editionOf({ files }: Pick<Site, "files">): string {
  const all = createHash("sha256");
  for (const path of [...files.keys()].sort()) all.update(`${path}\0`).update(files.get(path)!).update("\0");
  return all.digest("hex").slice(0, 12);
}
