/** How many bytes a reader waits for, gzip as on the wire, and how many there may be. The build fails over them. */

import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { listed } from "./offline.ts";
import type { Site } from "./site.ts";

/** One sum of bytes against its limit. */
export interface Part {
  readonly name: string;
  /** Bytes, gzip. */
  readonly size: number;
  readonly limit: number;
}

const kB = 1000;

/** Packed sizes of the files of a site, each packed once. */
export function packed({ files }: Pick<Site, "files">): (path: string) => number {
  const known = new Map<string, number>();
  return (path) => {
    const size = known.get(path) ?? sizeOf(path, files.get(path));
    known.set(path, size);
    return size;
  };
}

/** Fonts and bitmaps are packed already. */
function sizeOf(path: string, content: string | Uint8Array | undefined): number {
  if (content === undefined) throw new RangeError(`budgets: there is no file ${path}`);
  return /\.(png|woff2)$/.test(path) ? content.length : gzipSync(content).length;
}

/** Every budget that the site's parts allow to be counted. */
export function budgets(site: Site): Part[] {
  const size = packed(site);
  const sum = (paths: Iterable<string>) => [...new Set(paths)].reduce((total, path) => total + size(path), 0);
  const { entries } = site.bundle;
  const script = entries.get("page")!;
  const pages = [...site.files.keys()].filter((path) => path.endsWith(".html"));
  const visits = pages
    .map((page) => ({ page, size: sum(firstVisit(site, page)) }))
    .sort((a, b) => b.size - a.size);
  const types = withImports(site, entries.get("types")!);
  return [
    { name: "page script", size: sum(withImports(site, script)), limit: 8 * kB },
    { name: `first visit, of the largest page ${visits[0]!.page}`, size: visits[0]!.size, limit: 90 * kB },
    ...steps(site, sum),
    // TypeScript itself: only who edits loads it, and nobody keeps it for offline reading.
    { name: "types", size: sum(types), limit: 1200 * kB },
    { name: "site", size: sum(listed(site.files).map(([path]) => path)), limit: 2500 * kB },
  ];
}

/**
 * What a reader waits for who does something, one step after the other: each part counts once, where it is first needed.
 */
function steps(site: Site, sum: (paths: Iterable<string>) => number): Part[] {
  const { entries } = site.bundle;
  const all = (...scripts: string[]) => new Set(scripts.flatMap((script) => [...withImports(site, script)]));
  const part = (source: string) => all(partOf(site, source));
  const page = atOnce(site, entries.get("page")!);
  const run = new Set([
    ...all(entries.get("kernel")!),
    ...part("web/kernel/core.ts"),
    ...part("web/client/output.ts"),
  ]);
  const more = (paths: Iterable<string>, ...before: ReadonlySet<string>[]) =>
    sum([...paths].filter((path) => !before.some((one) => one.has(path))));
  return [
    { name: "first run", size: more(run, page), limit: 190 * kB },
    // Plot and its document are 167 of it; the rest are the plots themselves, of which there are more with each notebook.
    { name: "first picture", size: more(part("lib/dist/plots/index.js"), page, run), limit: 220 * kB },
    { name: "first check", size: more(part("grader/dist/index.js"), page, run), limit: 330 * kB },
    { name: "editor", size: more(part("web/client/editor.ts"), page), limit: 160 * kB },
  ];
}

/** The file of a part that is loaded on demand, by the source that it begins with. */
function partOf({ bundle }: Site, source: string): string {
  const found = Object.entries(bundle.outputs).find(([, { entryPoint }]) => entryPoint === source);
  if (!found) throw new RangeError(`budgets: ${source} is loaded on demand by nobody`);
  return found[0];
}

/** A script and what it imports before it runs. */
export function withImports({ bundle }: Pick<Site, "bundle">, script: string): Set<string> {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of bundle.outputs[path]?.imports ?? [])
      if (kind === "import-statement") visit(next);
  };
  visit(script);
  return found;
}

/** A script, and what it loads as soon as it runs. */
function atOnce(site: Site, script: string): Set<string> {
  const { outputs } = site.bundle;
  const next = (outputs[script]?.imports ?? []).filter(
    ({ path, kind }) => kind === "dynamic-import" && outputs[path]?.entryPoint === "web/client/live.ts",
  );
  return new Set([script, ...next.map(({ path }) => path)].flatMap((path) => [...withImports(site, path)]));
}

/** Fonts that formulas of the course set: what a first visit loads of KaTeX's twenty. */
const FONTS = /\/KaTeX_(Main-Regular|Math-Italic)-[A-Z0-9]+\.woff2$/;

/** The page, what it loads at once, and the first picture. */
function firstVisit(site: Site, page: string): Set<string> {
  const html = String(site.files.get(page));
  const named = [
    ...html.matchAll(/<(?:link rel="(?:stylesheet|icon)" href|script type="module" src)="([^"]+)"/g),
  ];
  const picture = /src="(pictures\/[^"]+)"/.exec(html)?.[1];
  const fonts = html.includes('class="katex')
    ? [...site.files.keys()].filter((path) => FONTS.test(path))
    : [];
  const scripts = named.flatMap(([, path]) => (path!.endsWith(".js") ? [...atOnce(site, path!)] : [path!]));
  return new Set(
    [page, ...scripts, ...(picture ? [picture] : []), ...fonts].map((path) => posix.normalize(path)),
  );
}

/** Which parts are too large, in a sentence each. */
export const overBudget = (parts: readonly Part[]): string[] =>
  parts
    .filter(({ size, limit }) => size > limit)
    .map(
      ({ name, size, limit }) =>
        `${name}: ${inKB(size)} gzip, and its budget is ${inKB(limit)}; make it smaller, or say in web/build/budgets.ts why it may be larger.`,
    );

export const inKB = (bytes: number): string => `${(bytes / kB).toFixed(1)} kB`;
