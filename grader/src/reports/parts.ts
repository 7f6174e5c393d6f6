/** Small pieces of a report, as HTML. */

import { escapeHtml, plain } from "../text/plain.js";
import { proseHtml } from "../text/prose.js";

/** What somebody else wrote, as they wrote it: never Markdown, since a link in it would look like ours. */
export const said = (text: string): string => escapeHtml(plain(text));

/** A name of somebody's choice, kept apart from the direction of writing around it. */
export const nameHtml = (name: string): string => `<bdi dir="ltr">${escapeHtml(plain(name, 120))}</bdi>`;

/** The course's own words, in Markdown with TeX. The page's policy allows no styles but its own. */
export const prose = (text: string): string =>
  proseHtml(plain(text, 2000)).replaceAll(' style="line-height: 0"', "");

/** Points, to a hundredth. */
export const points = (x: number): string => String(Math.round(100 * x) / 100);

/** How something stands: its sign, and a colour that only repeats it. */
const kinds = {
  good: "✔",
  part: "◐",
  bad: "✘",
  none: "–",
  untouched: "○",
} as const;

export const badge = (kind: keyof typeof kinds, words: string): string =>
  `<span class="badge ${kind}">${kinds[kind]} ${words}</span>`;

/** A bar of which a share from 0 to 1 is filled. What it shows is said in words beside it. */
export function bar(share: number, kind: "" | "short" = ""): string {
  const width = Math.max(0, Math.min(100, 100 * share));
  return (
    `<svg class="bar ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">` +
    `<rect class="track" width="100" height="10"/><rect class="fill${share > 1 ? " over" : ""}" width="${width.toFixed(1)}" height="10"/></svg>`
  );
}

/** One cell: HTML, and what it is. */
export interface Cell {
  readonly html: string;
  readonly kind?: string;
}

/** A table that can be moved with the keyboard where the page is too narrow. The first cell of a row is its heading. */
export function table(
  label: string,
  head: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  kind = "",
): string {
  const cell = (tag: string, { html, kind }: Cell, more = "") =>
    `<${tag}${more}${kind ? ` class="${kind}"` : ""}>${html}</${tag}>`;
  const line = ([first, ...rest]: readonly Cell[]) =>
    `<tr>${first ? cell("th", first, ' scope="row"') : ""}${rest.map((one) => cell("td", one)).join("")}</tr>`;
  return (
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}"><table${kind ? ` class="${kind}"` : ""}>` +
    `<thead><tr>${head.map((one) => cell("th", one, ' scope="col"')).join("")}</tr></thead>` +
    `<tbody>${rows.map(line).join("\n")}</tbody></table></div>`
  );
}

/** "1 student", "3 students". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
