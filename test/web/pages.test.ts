/** What a page says where no script runs. */
import { DOMParser } from "linkedom/worker";
import { describe, expect, it } from "vitest";
import { joined } from "../../tools/press/notebook/ipynb.ts";
import { readCourse } from "../../web/build/read.ts";
import { chapterList, turnPage } from "../../web/pages/chapters.ts";
import { fileOf } from "../../web/pages/links.ts";
import { Markdown } from "../../web/pages/markdown.ts";
import { Pictures } from "../../web/pages/pictures.ts";
import { siteFiles, sitePages, url } from "./site.ts";

const parse = (html: string): Document =>
  new DOMParser().parseFromString(html, "text/html") as unknown as Document;

it("every code cell of the course is on its page, its text the source, exactly, with all its outputs", async () => {
  const files = await siteFiles();
  for (const read of readCourse()) {
    const page = parse(String(files.get(fileOf(read))));
    const cells = read.notebook.cells.filter(({ cell_type }) => cell_type === "code");
    const shown = [...page.querySelectorAll("section.cell")];
    expect(shown.map((cell) => cell.querySelector("pre.code code")?.textContent)).toEqual(
      cells.map(({ source }) => joined(source)),
    );
    expect(shown.map((cell) => cell.querySelectorAll(".outputs > .out").length)).toEqual(
      cells.map(({ outputs }) => outputs?.length ?? 0),
    );
    expect(shown.map((cell) => Number(cell.getAttribute("data-number")))).toEqual(cells.map((_, k) => k + 1));
  }
});

it("every exercise is one article with its story, a place to write, its check and a hint", async () => {
  const articles = (await sitePages("course")).flatMap(([, html]) => [
    ...parse(html).querySelectorAll("article"),
  ]);
  expect(articles.length).toBeGreaterThan(55);
  for (const article of articles) {
    const parts = ["h2", '[data-kind="solution"]', '[data-kind="check"]', "details.hint"];
    expect(parts.map((part) => article.querySelectorAll(part).length)).toEqual([1, 1, 1, 1]);
  }
});

it("answers of predictions wait in folds, and the code that asks is folded, too", async () => {
  const html = (await sitePages()).find(([file]) => file === "07-flash-attention.html")![1];
  const asking = [...parse(html).querySelectorAll('[data-kind="prediction"]')];
  expect(asking).toHaveLength(4);
  for (const cell of asking) {
    expect(cell.querySelector("[data-lm-predict] details summary")?.textContent).toBe("Answer");
    expect(cell.querySelector("details.source pre.code")).not.toBeNull();
  }
});

it("every page has a title, a description and a preview of its own kind, and stands in the sitemap", async () => {
  const files = await siteFiles();
  const map = String(files.get("sitemap.xml"));
  const titles = new Set<string>();
  for (const [file, html] of await sitePages()) {
    const page = parse(html);
    const meta = (name: string) => page.querySelector(`meta[${name}]`)?.getAttribute("content") ?? "";
    titles.add(page.querySelector("title")!.textContent!);
    expect(meta('name="description"').length).toBeGreaterThan(30);
    expect(files.has(meta('property="og:image"').replace(url, ""))).toBe(true);
    expect(map).toContain(`<loc>${url}${file === "index.html" ? "" : file}</loc>`);
    expect(page.querySelectorAll("h1")).toHaveLength(1);
  }
  expect(titles.size).toBe((await sitePages()).length);
});

it("no formula is set in a font that the site does not have", async () => {
  const classes =
    /class="[^"]*\b(mathcal|mathfrak|mathsf|mathscr|mathtt|boldsymbol|textsf|texttt|textscr|textfrak)\b/;
  expect((await sitePages("course")).filter(([, html]) => classes.test(html)).map(([file]) => file)).toEqual(
    [],
  );
  const fonts = [...(await siteFiles()).keys()].filter((path) => path.endsWith(".woff2"));
  expect(fonts.map((path) => /KaTeX_([\w-]+)-\w+\.woff2/.exec(path)?.[1]).sort()).toEqual([
    ...["AMS-Regular", "Main-Bold", "Main-Italic", "Main-Regular", "Math-Italic"],
    ...["Size1-Regular", "Size2-Regular", "Size3-Regular", "Size4-Regular"],
  ]);
});

describe("Markdown", () => {
  const html = (text: string) => new Markdown((href) => href).html(text);

  it("sets a formula at a line's start, between brackets and beside words", () => {
    expect(html("so\n$x^2$ and ($y$)").match(/class="katex"/g)).toHaveLength(2);
    expect(html("$$\\sum_i p_i = 1$$")).toContain("katex-display");
  });

  it("gives headings names to link to, twins other ones", () => {
    const page = new Markdown((href) => href);
    page.html("## The *map*\n\n## The map\n\n### $T^2$ looks");
    expect(page.headings.map(({ id }) => id)).toEqual(["the-map", "the-map--2", "t-2-looks"]);
  });

  it("sets apart what an exercise is worth", () => {
    const page = new Markdown((href) => href);
    expect(page.html("## 07.1 · Two halves · 4 points · medium")).toContain(
      '<span class="points">4 points · medium</span></h2>',
    );
    expect(page.headings).toEqual([{ id: "07-1-two-halves", html: "07.1 · Two halves", depth: 2 }]);
  });

  it("throws for a formula that cannot be set", () => {
    expect(() => html("$\\frac{1$")).toThrow(/KaTeX/);
  });
});

describe("Pictures", () => {
  const svg = (text: string) =>
    `<img alt="a" width="640" src="data:image/svg+xml;base64,${Buffer.from(text).toString("base64")}" style="x">`;

  it("taken(html) puts a picture into a file, once, and keeps its room", () => {
    const pictures = new Pictures();
    const drawn = '<svg viewBox="0 0 640 300"></svg>';
    const html = pictures.taken(svg(drawn) + svg(drawn));
    expect([...pictures.files.values()].map(String)).toEqual([drawn]);
    expect(html.match(/width="640"/g)).toHaveLength(2);
    expect(html.match(/height="300" loading="lazy"/g)).toHaveLength(2);
  });

  it("taken(html) leaves small props where they are, and gives large ones back as they were", () => {
    const pictures = new Pictures();
    const props = { words: ["\"<&>'", ..."x".repeat(4000)] };
    const attribute = JSON.stringify(props)
      .replaceAll("&", "&amp;")
      .replaceAll('"', "&quot;")
      .replaceAll("<", "&lt;");
    expect(pictures.taken('<div data-props="{}"></div>')).toBe('<div data-props="{}"></div>');
    const html = pictures.taken(`<div data-props="${attribute}"></div>`);
    const path = /data-props-at="([^"]+)"/.exec(html)![1]!;
    expect(JSON.parse(String(pictures.files.get(path)))).toEqual(props);
  });
});

describe("chapters", () => {
  const chapters = [
    { file: "index.html", title: "Start here" },
    { file: "00.html", number: "00", title: "One", exercises: { file: "exercises-00.html", set: "00" } },
    { file: "01.html", number: "01", title: "Two" },
  ];

  it("chapterList(…) nests a set under its chapter, and the open page's sections", () => {
    const sections = [{ id: "a", html: "A", depth: 2 }];
    const list = parse(`<body>${chapterList(chapters, "00.html", sections)}</body>`);
    const open = list.querySelector('[aria-current="page"]')!.parentElement!;
    expect([...open.querySelectorAll("a")].map((a) => a.getAttribute("href"))).toEqual([
      "00.html",
      "#a",
      "exercises-00.html",
    ]);
    expect(open.querySelector("[data-progress]")?.getAttribute("data-progress")).toBe("00");
  });

  it("turnPage(…) goes through chapters and sets in reading order", () => {
    const hrefs = (current: string) =>
      [...turnPage(chapters, current).matchAll(/href="([^"]+)"/g)].map(([, to]) => to);
    expect(hrefs("index.html")).toEqual(["00.html"]);
    expect(hrefs("00.html")).toEqual(["index.html", "exercises-00.html"]);
    expect(hrefs("01.html")).toEqual(["exercises-00.html"]);
  });
});
