/** What a cell shows, as elements that may do nothing but be looked at. */
import DOMPurify from "dompurify";
import { LAB_ONLY } from "./lab-only.ts";
import { make } from "./make.ts";
import type { Bundle } from "./messages.ts";

/** A form could send, a style could cover the page. */
const FORBIDDEN = ["style", "form", "button", "input", "textarea", "select", "dialog"];

/** HTML of an output without whatever acts by itself. */
export const sanitised = (html: string): DocumentFragment =>
  DOMPurify.sanitize(html.replace(LAB_ONLY, ""), {
    RETURN_DOM_FRAGMENT: true,
    FORBID_TAGS: FORBIDDEN,
    FORBID_ATTR: ["popover", "popovertarget", "autofocus"],
  });

const text = (name: string, words: string, label: string): HTMLElement =>
  make("pre", { class: `out ${name}`, tabindex: "0", role: "region", "aria-label": label }, words);

/** Printed text; it goes on where the last output was printed to the same stream. */
export function addStream(outputs: Element, name: "stdout" | "stderr", words: string, label: string): void {
  const last = outputs.lastElementChild;
  if (last?.matches(`pre.out.${name}:not(.error)`)) last.append(words);
  else outputs.append(text(name, words, label));
}

export function addError(outputs: Element, words: string, label: string): void {
  outputs.append(text("stderr error", words, label));
}

/** The richest form that a page can show. @param data what a cell gave: whatever it is  @returns its element */
export function addBundle(outputs: Element, given: unknown, label: string): HTMLElement {
  const data = isBundle(given) ? given : { "text/plain": NO_BUNDLE };
  const html = data["text/html"] ?? data["image/svg+xml"] ?? pngOf(data["image/png"]);
  const element = html === undefined ? text("text", data["text/plain"] ?? "", label) : rich(html);
  outputs.append(element);
  return element;
}

const NO_BUNDLE = 'This output is no text for each MIME type, such as { "text/html": "<b>x</b>" }.';

const isBundle = (data: unknown): data is Bundle =>
  typeof data === "object" && data !== null && Object.values(data).every((text) => typeof text === "string");

const pngOf = (png: string | undefined) => png && `<img alt="" src="data:image/png;base64,${png}">`;

function rich(html: string): HTMLElement {
  const box = make("div", { class: "out rich" });
  box.append(sanitised(html));
  return box;
}
