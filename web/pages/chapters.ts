/** The course as a list of links: each chapter with its exercise set below it, the open one with its sections. */
import { escapeHtml } from "long-attention/ink";
import type { Heading } from "./markdown.ts";

export interface Chapter {
  readonly file: string;
  /** Such as 07; none for the start page. */
  readonly number?: string;
  readonly title: string;
  /** Its exercise set, where it has one. */
  readonly exercises?: { readonly file: string; readonly set: string };
}

/** @param current the page's own file  @param sections its headings of the second level */
export function chapterList(
  chapters: readonly Chapter[],
  current: string,
  sections: readonly Heading[],
): string {
  const link = (file: string, html: string) =>
    `<a href="${file}"${file === current ? ' aria-current="page"' : ""}>${html}</a>`;
  const parts = sections.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`).join("");
  const below = (file: string) =>
    file === current && parts ? `<ol class="sections" aria-label="On this page">${parts}</ol>` : "";
  const items = chapters.map(({ file, number, title, exercises }) => {
    const name = `${number ? `<span class="number">${number}</span> ` : ""}${escapeHtml(title)}`;
    const set = exercises
      ? `<div class="set">${link(exercises.file, "Exercises")}<span class="progress" data-progress="${exercises.set}"></span>${below(exercises.file)}</div>`
      : "";
    return `<li>${link(file, name)}${below(file)}${set}</li>`;
  });
  return `<ol>${items.join("\n")}</ol>`;
}

/** Links to the pages before and after this one, in reading order. */
export function turnPage(chapters: readonly Chapter[], current: string): string {
  const pages = chapters.flatMap(({ file, number, title, exercises }) => [
    { file, title: [number, title].filter(Boolean).join(" · ") },
    ...(exercises ? [{ file: exercises.file, title: `Exercises ${exercises.set}` }] : []),
  ]);
  const at = pages.findIndex(({ file }) => file === current);
  const link = (rel: "prev" | "next", word: string, page = pages[at + (rel === "prev" ? -1 : 1)]) =>
    page ? `<a rel="${rel}" href="${page.file}"><span>${word}</span> ${escapeHtml(page.title)}</a>` : "";
  return `<nav class="turn" aria-label="Pages before and after">${link("prev", "Before")}${link("next", "Next")}</nav>`;
}
