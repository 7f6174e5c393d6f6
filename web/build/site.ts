/** The whole site in memory: the same sources give the same bytes. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { course } from "long-attention/facts";
import { iconSvg } from "../pages/icon.ts";
import { robots, sitemap } from "../pages/sitemap.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { cardOf, previewOf } from "./describe.ts";
import { downloads } from "./downloads.ts";
import { offlineWorker } from "./offline.ts";
import { type Files, makePages } from "./pages.ts";
import { cardSvg, png } from "./previews.ts";
import { readCourse } from "./read.ts";

export interface Site {
  readonly files: Files;
  readonly bundle: Bundle;
}

export interface SiteOptions {
  /** False for instructors who keep the answers: no solutions, no hidden checks. */
  readonly solutions?: boolean;
  /** Where the site will stand, such as https://example.org/long-attention/. */
  readonly url?: string;
}

/** @throws Problem when a notebook or an exercise set is older than its source */
export async function makeSite({ solutions = true, url = "" }: SiteOptions = {}): Promise<Site> {
  const reads = readCourse();
  const [made, previews] = await Promise.all([bundle({ solutions }), makePreviews()]);
  const entry = (name: string) => made.entries.get(name)!;
  const assets = { script: entry("page"), style: entry("style"), maths: entry("maths"), icon: "icon.svg" };
  const pages = makePages(reads, assets, url);
  const files: Files = new Map([
    ...pages,
    ...downloads(),
    ...made.files,
    ...previews,
    ["icon.svg", iconSvg()],
  ]);
  if (url) {
    files.set("sitemap.xml", sitemap(url, [...pages.keys()].filter(isPage)));
    files.set("robots.txt", robots(url));
  }
  files.set("offline.js", await offlineWorker(files));
  return { files, bundle: made };
}

const isPage = (path: string): boolean => path.endsWith(".html");

async function makePreviews(): Promise<[path: string, bytes: Uint8Array][]> {
  const previews: [string, Uint8Array][] = [];
  for (const stop of [undefined, ...course])
    previews.push([previewOf(stop?.file ?? "start"), await png(cardSvg(cardOf(stop)))]);
  return previews;
}

/** Puts a site into a folder of its own, in the place of what was there. */
export function writeSite({ files }: Pick<Site, "files">, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}
