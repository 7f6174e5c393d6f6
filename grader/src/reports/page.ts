/** The frame of a page that needs nothing but itself: no script, nothing from elsewhere. */
import { createHash } from "node:crypto";
import { render } from "preact-render-to-string";
import { type Content, h } from "../feedback/element.js";
import { el } from "./parts.js";
import { style } from "./style.js";

/** Only this very style sheet counts: what a text could smuggle in neither runs, nor loads, nor even colours. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const head = [
  { charset: "utf-8" },
  { "http-equiv": "Content-Security-Policy", content: policy },
  { name: "viewport", content: "width=device-width, initial-scale=1" },
  { name: "referrer", content: "no-referrer" },
  { name: "robots", content: "noindex" },
].map((attributes) => h("meta", attributes));

/** A whole document. */
export function page(title: string, main: Content, footer: Content): string {
  const sheet = h("style", { dangerouslySetInnerHTML: { __html: style } });
  const body = el("body", "", el("main", "", main), el("footer", "", footer));
  const html = h("html", { lang: "en" }, el("head", "", head, el("title", "", title), sheet), body);
  return `<!DOCTYPE html>\n${render(html)}\n`;
}
