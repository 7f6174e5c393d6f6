import { Marked } from "marked";
import { escapeHtml } from "./escape.js";

const safeLink = /^(https?:|mailto:|#|\.{0,2}\/|[\w-]+(\/|\.|$))/i;

/** Markdown without surprises: raw HTML is shown as text, and links lead only to web pages or files. */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return safeLink.test(href) ? `<a href="${escapeHtml(href)}">${text}</a>` : text;
    },
    image: ({ text }) => escapeHtml(text),
  },
});

/** A line of Markdown as HTML, without a paragraph around it. */
export const inlineHtml = (markdown: string): string => marked.parseInline(markdown, { async: false }).trim();

/** Markdown as HTML. */
export const blockHtml = (markdown: string): string => marked.parse(markdown, { async: false }).trim();

/** The same Markdown as plain text: marks of emphasis go, words stay. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, "$2")
    .replace(/(^|[\s(])[*_](\S(?:.*?\S)?)[*_](?=[\s).,;:!?]|$)/gm, "$1$2");
