/** Feedback in a notebook's cell. Styles are inline and follow the page's colours, so that it suits light and dark. */
import { svgUrl } from "long-attention/ink";
import { render } from "preact-render-to-string";
import type { Block } from "./blocks.js";
import { h } from "./element.js";
import { Markup, tooLarge, tooSmall } from "./html.js";

const mono = "font-family: var(--jp-code-font-family, ui-monospace, monospace); font-size: 12px";
/** JupyterLab breaks the words of outputs anywhere; here only one that is longer than its line. */
const wrapping = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere";
const quiet = "opacity: 0.8";
const small = "font-size: 0.93em";
const head = `padding: 2px 8px; font-weight: normal; ${quiet}; background: none`;
const tints = (name: string, colour: string) =>
  Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`${name}${k}`, `background: rgba(${colour}, ${k / 10})`]));

/** White letters on badges have a contrast of at least 4.5, on every page. */
const styles: Readonly<Record<string, string>> = {
  card: "max-width: 820px; margin: 6px 0; padding: 8px 16px; border-left: 4px solid #808080; border-radius: 4px; background: rgba(128, 128, 128, 0.08); line-height: 1.45",
  "edge-passed": "border-left-color: #009E73; background: rgba(0, 158, 115, 0.08)",
  "edge-failed": "border-left-color: #D55E00; background: rgba(213, 94, 0, 0.06)",
  head: "margin: 2px 0 6px",
  badge:
    "display: inline-block; padding: 0 8px; border-radius: 9px; min-width: 5em; font-size: 11px; line-height: 18px; color: #fff",
  good: "background: #00694D",
  bad: "background: #A84600",
  none: "background: #59616e",
  checks: "list-style: none; margin: 6px 0; padding: 0",
  check: "margin: 3px 0",
  "of-check": "display: inline",
  quiet,
  slip: "margin: 10px 0; padding: 8px 14px; border: 1px solid #E69F00; border-left-width: 4px; border-radius: 4px; background: rgba(230, 159, 0, 0.14)",
  heading: "margin: 12px 0 2px",
  say: "margin: 4px 0",
  place: "margin: 6px 0 2px",
  foot: `margin: 10px 0 2px; ${small}`,
  pre: `margin: 4px 0; padding: 4px 10px; border-left: 3px solid #808080; background: rgba(128, 128, 128, 0.12); ${mono}; ${wrapping}`,
  "bad-edge": "border-left-color: #D55E00",
  code: "white-space: pre; overflow-x: auto",
  values: "display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: flex-start; margin: 4px 0",
  "key-line": `margin: 2px 0 4px; ${small}`,
  key: "display: inline-block; width: 10px; height: 10px; margin-left: 10px",
  text: `flex: 0 0 100%; min-width: 0; ${mono}; ${wrapping}`,
  lines: "flex: 0 1 100%; min-width: 0",
  name: `margin-bottom: 2px; ${small}`,
  scroll: "max-width: 100%; overflow-x: auto",
  grid: `border-collapse: collapse; margin: 0; ${mono}`,
  row: "background: none",
  corner: "background: none",
  "col-head": `${head}; text-align: right`,
  "row-head": `${head}; text-align: left`,
  cell: "padding: 2px 6px; text-align: right; white-space: nowrap; border: 1px solid rgba(128, 128, 128, 0.45)",
  off: "font-weight: bold",
  ...tints("l", tooLarge),
  ...tints("s", tooSmall),
};

const { el, blocks: html } = new Markup({
  of: (names) => {
    const style = names.split(" ").flatMap((name) => styles[name] ?? []);
    return style.length === 0 ? {} : { style: style.join("; ") };
  },
  raised: ' style="line-height: 0"',
  // JupyterLab takes <svg> out of notebooks that it does not trust, but keeps images.
  picture: (svg, alt) => h("img", { alt, src: svgUrl(render(svg)) }),
});

export function asHtml(blocks: readonly Block[]): string {
  const state = blocks.find((block) => block.kind === "head")?.state;
  return render(el("div", `card edge-${state}`, html(blocks)));
}
