import { type Displayable, jupyterDisplay, type MimeBundle } from "../ink/displayable.js";
import { escapeHtml } from "../ink/escape.js";
import { outputChannel } from "./output-channel.js";
import { lendDocument } from "./plot-document.js";

/* @__PURE__ */ lendDocument();

/** A mark of Observable Plot, such as `Plot.line(data)`: it can draw itself. */
export interface OwnChart {
  /** What Plot draws: an element. */
  plot(): unknown;
}

/**
 * Shows a picture, a callout, a table, anything that has a `Symbol.for("Jupyter.display")` method, and charts of
 * Observable Plot: `show(Plot.line(data))`, `show(Plot.plot({ marks }))`. Several stand side by side, as far as the page is wide enough. Outside a notebook their text is printed.
 * @throws TypeError when a value cannot be shown
 */
export function show(...items: readonly (Displayable | OwnChart)[]): void {
  if (items.length === 0)
    throw new TypeError("show: there is nothing to show; give it a Picture, as in show(attentionMap(P))");
  const bundles = items.map(bundleOf);
  const data = bundles.length === 1 ? bundles[0]! : sideBySide(bundles);
  const send = outputChannel();
  if (send) send(data);
  else console.log(data["text/plain"]);
}

function bundleOf(item: Displayable | OwnChart, k: number): MimeBundle {
  const given = item as Partial<Displayable & OwnChart> | null | undefined;
  const shown = given?.[jupyterDisplay] === undefined && given?.plot ? given.plot() : item;
  const display = (shown as Displayable | null | undefined)?.[jupyterDisplay];
  if (typeof display !== "function")
    throw new TypeError(
      `show: argument ${k + 1} is ${item === null ? "null" : typeof item} and has no picture; give it a Picture or another value with a Symbol.for("Jupyter.display") method`,
    );
  return display.call(shown);
}

function sideBySide(bundles: readonly MimeBundle[]): MimeBundle {
  const boxes = bundles.map((data) => `<div style="max-width: 100%">${asHtml(data)}</div>`).join("");
  return {
    "text/html": `<div style="display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start">${boxes}</div>`,
    "text/plain": bundles.map((data) => data["text/plain"] ?? "").join("\n\n"),
  };
}

const asHtml = (data: MimeBundle): string =>
  data["text/html"] ??
  (data["image/png"] ? `<img alt="" src="data:image/png;base64,${data["image/png"]}">` : undefined) ??
  `<pre>${escapeHtml(data["text/plain"] ?? "")}</pre>`;
