/** The HTML around what a page says: head, header, chapters, footer. */
import { escapeHtml } from "long-attention/ink";
import { policy } from "./policy.ts";

/** Files that every page loads, from the site's root. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  /** Of formulas; only pages that have one load it. */
  readonly maths: string;
}

export interface Page {
  /** File on the site. */
  readonly file: string;
  readonly kind: "notebook" | "exercises" | "start" | "source";
  /** The name that the live page keeps edits by: its file without the ending. */
  readonly name: string;
  /** Hash of the cells. */
  readonly edition: string;
  readonly title: string;
  /** One or two sentences. */
  readonly description: string;
  /** HTML of the chapters. */
  readonly chapters: string;
  /** HTML of all the text. */
  readonly main: string;
}

export function documentOf(page: Page, assets: Assets): string {
  const { title, description, main } = page;
  const maths = main.includes('class="katex') ? `<link rel="stylesheet" href="${assets.maths}">` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="stylesheet" href="${assets.style}">${maths}
<script type="module" src="${assets.script}"></script>
</head>
<body data-page="${page.name}" data-kind="${page.kind}" data-edition="${page.edition}">
<a class="skip" href="#main">Skip to the text</a>
<header class="top">
<button class="open-chapters" popovertarget="chapters" type="button">Chapters</button>
<a class="home" href="index.html">Long Attention</a>
<p class="kernel" role="status"></p>
<div class="kernel-tools" hidden></div>
</header>
<nav class="chapters" id="chapters" popover aria-label="Chapters">
${page.chapters}
</nav>
<main id="main" tabindex="-1">
${main}
</main>
</body>
</html>
`;
}
