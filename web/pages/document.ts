/** The HTML around what a page says: head, line at the top, chapters, foot. */
import { escapeHtml } from "long-attention/ink";
import { policy } from "./policy.ts";

/** Files that every page loads, from the site's root. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  /** Of formulas; only pages that have one load it. */
  readonly maths: string;
  readonly icon: string;
}

export interface Page {
  /** File on the site. */
  readonly file: string;
  readonly kind: "notebook" | "exercises" | "start" | "source";
  /** Hash of the cells. */
  readonly edition: string;
  readonly title: string;
  /** One or two sentences. */
  readonly description: string;
  /** File of the picture for those who share the address. */
  readonly preview: string;
  /** HTML of the chapters. */
  readonly chapters: string;
  /** HTML of all the text. */
  readonly main: string;
}

const ofCells = ` What you write and solve stays in this browser; a cell that you run may do what
any page may, so run code of others only if you trust it.`;

/** @param url where the site stands, such as https://example.org/long-attention/; "" where that is not known */
export function documentOf(page: Page, assets: Assets, url = ""): string {
  const { file, kind, main } = page;
  const name = kind === "start" ? kind : file.replace(/\.html$/, "");
  const maths = main.includes('class="katex') ? `\n<link rel="stylesheet" href="${assets.maths}">` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
${about(page, url)}
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">${maths}
<script type="module" src="${assets.script}"></script>
</head>
<body data-page="${name}" data-kind="${kind}" data-edition="${page.edition}">
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<button class="open-chapters" popovertarget="chapters" type="button">Chapters</button>
<a class="home" href="index.html">Long Attention</a>
<p class="kernel" role="status"></p>
<div class="kernel-tools" hidden></div>
<div class="search"></div>
</header>
<nav class="chapters" id="chapters" popover aria-label="Chapters">
${page.chapters}
</nav>
<main id="main" tabindex="-1">
${main}
<footer class="foot">Code under the MIT licence, text and figures under CC BY 4.0.${kind === "source" ? "" : ofCells}</footer>
</main>
</body>
</html>
`;
}

/** What the page is called, here and where its address is shared. */
function about({ file, title, description, preview }: Page, url: string): string {
  const named = (attribute: "name" | "property", name: string, content: string) =>
    `<meta ${attribute}="${name}" content="${escapeHtml(content)}">`;
  const address = url + (file === "index.html" ? "" : file);
  return [
    `<title>${escapeHtml(title)}</title>`,
    named("name", "description", description),
    named("property", "og:title", title),
    named("property", "og:description", description),
    named("property", "og:type", "article"),
    named("property", "og:site_name", "Long Attention"),
    named("property", "og:image", url + preview),
    named("name", "twitter:card", "summary_large_image"),
    ...(url
      ? [named("property", "og:url", address), `<link rel="canonical" href="${escapeHtml(address)}">`]
      : []),
  ].join("\n");
}
