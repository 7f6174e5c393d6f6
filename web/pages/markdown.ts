/** Markdown and mathematics, set at build time: a page ships neither library. */
import { escapeHtml } from "long-attention/ink";
import { Marked, type Token, type Tokens } from "marked";
import katex from "marked-katex-extension";
import { coloured } from "./code.ts";

/** A heading of a page, to link to. */
export interface Heading {
  readonly id: string;
  /** As HTML. */
  readonly html: string;
  readonly depth: number;
}

/** Turns an address of a notebook into one of the site. */
export type Link = (href: string) => string;

/** The Markdown of one page; headings and tables are counted as they come. */
export class Markdown {
  readonly headings: Heading[] = [];
  readonly #marked: Marked;
  #blocks = 0;

  constructor(link: Link) {
    const page = this;
    this.#marked = new Marked({ gfm: true });
    // A formula may begin a line or touch a bracket, as it may in JupyterLab.
    this.#marked.use(katex({ throwOnError: true, output: "htmlAndMathml", nonStandard: true }));
    this.#marked.use({
      renderer: {
        heading({ tokens, depth }) {
          const { title } = withoutPoints(plain(tokens));
          return page.#heading(this.parser.parseInline(tokens), depth, slug(title));
        },
        code({ text, lang }) {
          const code = lang === "ts" || lang === "typescript" ? coloured(text) : escapeHtml(text);
          return `<pre class="code" tabindex="0" role="region" aria-label="Block ${++page.#blocks}"><code>${code}</code></pre>\n`;
        },
        link({ href, tokens }) {
          return `<a href="${escapeHtml(link(href))}">${this.parser.parseInline(tokens)}</a>`;
        },
        table({ header, rows }) {
          const row = (cells: readonly Tokens.TableCell[], tag: string) =>
            `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
          const body = rows.map((cells) => row(cells, "td")).join("");
          return `<div class="scroll"><table><thead>${row(header, "th")}</thead><tbody>${body}</tbody></table></div>\n`;
        },
      },
    });
  }

  /** @throws Error of KaTeX for a formula that it cannot set */
  html(text: string): string {
    return this.#marked.parse(text, { async: false });
  }

  #heading(whole: string, depth: number, name: string): string {
    const twins = this.headings.filter(({ id }) => id === name || id.startsWith(`${name}--`)).length;
    const id = twins === 0 ? name : `${name}--${twins + 1}`;
    const { title: html, points } = withoutPoints(whole);
    this.headings.push({ id, html, depth });
    const anchor =
      depth === 1 ? "" : ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
    const worth = points ? ` <span class="points">${points}</span>` : "";
    return `<h${depth} id="${id}">${html}${anchor}${worth}</h${depth}>\n`;
  }
}

/** The heading of an exercise also says what it is worth: such as 4 points · medium. */
export function withoutPoints(heading: string): { readonly title: string; readonly points?: string } {
  const [, title, points] = /^(.*) · (\d+ points? · \w+)$/.exec(heading) ?? [];
  return title && points ? { title, points } : { title: heading };
}

/** The words of some tokens, formulas as they were typed. */
const plain = (tokens: readonly Token[]): string =>
  tokens
    .map((token) => ("tokens" in token && token.tokens ? plain(token.tokens) : (token as Tokens.Text).text))
    .join("");

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
