import { createRequire } from "node:module";
import { escapeHtml } from "../ink/escape.js";
import { type Displayable, jupyterDisplay, type MimeBundle } from "../ink/picture.js";

/** Sends one output to the notebook, below the cell that runs. */
type Send = (content: { data: MimeBundle; metadata: object; transient: object }) => void;

/**
 * Shows a picture, a callout, a table: anything that has a `Symbol.for("Jupyter.display")` method.
 * Several stand side by side, as far as the page is wide enough. Outside a notebook their text is printed.
 * @throws TypeError when a value cannot be shown
 */
export function show(...items: readonly Displayable[]): void {
  if (items.length === 0)
    throw new TypeError("show: there is nothing to show; give it a Picture, as in show(attentionMap(P))");
  const bundles = items.map(bundleOf);
  const data = bundles.length === 1 ? bundles[0]! : sideBySide(bundles);
  const send = notebook();
  if (send) send({ data, metadata: {}, transient: {} });
  else console.log(data["text/plain"]);
}

function bundleOf(item: Displayable, k: number): MimeBundle {
  const display = (item as Displayable | null | undefined)?.[jupyterDisplay];
  if (typeof display !== "function")
    throw new TypeError(
      `show: argument ${k + 1} is ${item === null ? "null" : typeof item} and has no picture; give it a Picture or another value with a Symbol.for("Jupyter.display") method`,
    );
  return display.call(item);
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

/**
 * The output channel of the cell that runs, or nothing outside a notebook. The kernel, tslab, keeps it in a
 * module of its own, which is already loaded wherever a cell runs; so this looks at the loaded modules
 * rather than loading one, and finds the kernel whether it is this project's or the reader's own.
 */
function notebook(): Send | undefined {
  for (const [path, module] of Object.entries(createRequire(import.meta.url).cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const send = (module?.exports as { lastWriteDisplayData?: Send | null } | undefined)
      ?.lastWriteDisplayData;
    if (send) return send;
  }
  return undefined;
}
