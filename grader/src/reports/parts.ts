/** Small pieces of a report. */
import { type Content, h, type VNode } from "../feedback/element.js";
import { Markup } from "../feedback/html.js";
import { plain } from "../text/plain.js";

/** Elements and blocks for pages with the style sheet of the reports. */
export const { el, prose, badge, bar, blocks } = new Markup({
  of: (names) => (names ? { class: names } : {}),
  raised: "",
  picture: (svg) => svg,
});

export const link = (to: string, content: Content): VNode => h("a", { href: to }, content);

/** A name of somebody's choice, kept apart from the direction of writing around it. */
export const name = (id: string): VNode => h("bdi", { dir: "ltr" }, plain(id, 120));

/** Points, to a hundredth. */
export const points = (x: number): string => String(Math.round(100 * x) / 100);

/** "1 student", "3 students". */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** One cell: what is in it, and what it is. */
export type Cell = readonly [content: Content, names?: string];

/** A table that can be moved with the keyboard where the page is too narrow. The first cell of a row is its heading. */
export function table(label: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): VNode {
  const th = (scope: string, [content, names]: Cell) => h("th", { scope, class: names }, content);
  const line = ([first, ...rest]: readonly Cell[]) =>
    el(
      "tr",
      "",
      first && th("row", first),
      rest.map(([content, names = ""]) => el("td", names, content)),
    );
  const heads = el(
    "tr",
    "",
    head.map((cell) => th("col", cell)),
  );
  const whole = el("table", "", el("thead", "", heads), el("tbody", "", rows.map(line)));
  return h("section", { class: "scroll", tabIndex: 0, "aria-label": label }, whole);
}
