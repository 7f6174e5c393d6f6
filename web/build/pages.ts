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
import { notebookHtml, webCells } from "../pages/notebook.ts";
import { Pictures } from "../pages/pictures.ts";
import { type Section, sectionsOf } from "../pages/sections.ts";
import { sourceHtml } from "../pages/source.ts";
import { describe, previewOf } from "./describe.ts";
import type { Read } from "./read.ts";

/** Files by their path on the site. */
export type Files = Map<string, string | Uint8Array>;

/** What all pages of a site share. */
interface Around {
  readonly chapters: readonly Chapter[];
  readonly assets: Assets;
  readonly url: string;
}

/** @param url where the site will stand, or "" */
export function makePages(reads: readonly Read[], assets: Assets, url: string): Files {
  const files: Files = new Map();
  const pictures = new Pictures();
  const sources = new Set<string>();
  const around = { chapters: chaptersOf(reads), assets, url };
  const entries: SearchEntry[] = [];
  for (const read of reads) {
    const { html, sections } = coursePage(read, around, pictures, sources);
    files.set(fileOf(read), html);
    for (const section of sections) entries.push(entryOf(section, read, entries.length));
  }
  files.set("search.json", JSON.stringify(entries));
  for (const path of [...sources].sort()) files.set(sourceFile(path), sourcePage(path, around));
  for (const [path, content] of pictures.files) files.set(path, content);
  return files;
}

interface SearchEntry extends Omit<Section, "id"> {
  readonly id: number;
  readonly address: string;
  readonly page: string;
}

function entryOf({ id: anchor, ...section }: Section, read: Read, id: number): SearchEntry {
  const address = anchor ? `${fileOf(read)}#${anchor}` : fileOf(read);
  return { id, address, page: read.title, ...section };
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

function coursePage(
  read: Read,
  { chapters, assets, url }: Around,
  pictures: Pictures,
  sources: Set<string>,
): { html: string; sections: Section[] } {
  const file = fileOf(read);
  const markdown = new Markdown((href) => siteLink(href, read, sources));
  const text = notebookHtml(read.notebook, markdown, pictures);
  const sections = markdown.headings.filter(({ depth }) => depth === 2);
  const page = {
    ...describe(read),
    file,
    kind: read.folder === "exercises" ? "exercises" : read.name === "start" ? "start" : "notebook",
    edition: hashCells(read.notebook.cells).slice(0, 8),
    chapters: chapterList(chapters, file, sections),
    main: `${text}\n${turnPage(chapters, file)}`,
  } as const;
  const html = documentOf(page, assets, url);
  return { html, sections: sectionsOf(webCells(read.notebook), markdown.headings) };
}

function sourcePage(path: string, { chapters, assets, url }: Around): string {
  const text = readFileSync(join(ROOT, path), "utf8");
  const file = sourceFile(path);
  const page = {
    file,
    kind: "source",
    edition: hash(text).slice(0, 8),
    title: `${path} · Long Attention`,
    description: `The file ${path} of the course Long Attention.`,
    preview: previewOf("start"),
    // A file is a footnote to many chapters: it leads to the start alone, and ninety of them stay small.
    chapters: chapterList(chapters.slice(0, 1), file, []),
    main: sourceHtml(path, text),
  } as const;
  return documentOf(page, assets, url);
}
