/** All pages of the site, in memory. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { course } from "long-attention/facts";
import { hash, hashCells } from "../../tools/press/notebook/ipynb.ts";
import { ROOT } from "../../tools/start/setup.mjs";
import { type Chapter, chapterList, turnPage } from "../pages/chapters.ts";
import { type Assets, documentOf } from "../pages/document.ts";
import { fileOf, siteLink, sourceFile } from "../pages/links.ts";
import { Markdown } from "../pages/markdown.ts";
import { notebookHtml } from "../pages/notebook.ts";
import { Pictures } from "../pages/pictures.ts";
import { sourceHtml } from "../pages/source.ts";
import type { Read } from "./read.ts";

/** Files by their path on the site. */
export type Files = Map<string, string | Uint8Array>;

export function makePages(reads: readonly Read[], assets: Assets): Files {
  const files: Files = new Map();
  const pictures = new Pictures();
  const sources = new Set<string>();
  const chapters = chaptersOf(reads);
  for (const read of reads) files.set(fileOf(read), pageOf(read, { chapters, assets, pictures, sources }));
  for (const path of [...sources].sort()) files.set(sourceFile(path), sourcePage(path, { chapters, assets }));
  for (const [name, bytes] of pictures.files) files.set(`pictures/${name}`, bytes);
  return files;
}

/** The course's chapters with their exercise sets. */
export function chaptersOf(reads: readonly Read[]): Chapter[] {
  const sets = new Set(reads.filter(({ folder }) => folder === "exercises").map(({ name }) => name));
  return [
    { file: "index.html", title: "Start here" },
    ...course.map(({ number, file, title }) => ({
      number,
      title,
      file: fileOf({ folder: "notebooks", name: file }),
      ...(sets.has(file) && {
        exercises: { file: fileOf({ folder: "exercises", name: file }), set: number },
      }),
    })),
  ];
}

interface Around {
  readonly chapters: readonly Chapter[];
  readonly assets: Assets;
}

function pageOf(
  read: Read,
  { chapters, assets, pictures, sources }: Around & { pictures: Pictures; sources: Set<string> },
): string {
  const file = fileOf(read);
  const markdown = new Markdown((href) => siteLink(href, read, sources));
  const text = notebookHtml(read.notebook, markdown, pictures);
  const sections = markdown.headings.filter(({ depth }) => depth === 2);
  const kind = read.folder === "exercises" ? "exercises" : read.name === "start" ? "start" : "notebook";
  return documentOf(
    {
      file,
      kind,
      name: kind === "start" ? "start" : file.replace(".html", ""),
      edition: hashCells(read.notebook.cells).slice(0, 8),
      title: `${read.title} · Long Attention`,
      description: read.title,
      chapters: chapterList(chapters, file, sections),
      main: `${text}\n${turnPage(chapters, file)}`,
    },
    assets,
  );
}

function sourcePage(path: string, { chapters, assets }: Around): string {
  const text = readFileSync(join(ROOT, path), "utf8");
  const file = sourceFile(path);
  return documentOf(
    {
      file,
      kind: "source",
      name: file.replace(".html", ""),
      edition: hash(text).slice(0, 8),
      title: `${path} · Long Attention`,
      description: `The file ${path} of the course Long Attention.`,
      chapters: chapterList(chapters, file, []),
      main: sourceHtml(path, text),
    },
    assets,
  );
}
