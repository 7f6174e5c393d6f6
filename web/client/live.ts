/** Brings the cells of a page to life. Each part comes when it is needed. */
import { alive } from "./alive.ts";
import { Notebook } from "./notebook.ts";
import { showProgress } from "./progress.ts";

export function live(page: Document): void {
  const notebook = new Notebook(page);
  notebook.onSolved(() => showProgress(page));
  alive(page);
  showProgress(page);
  startWhenNear(notebook);
  if (page.body.dataset.kind === "exercises")
    void import("./exercises.ts").then(({ exercises }) => exercises(notebook));
  page.documentElement.classList.add("live");
}

/** The kernel starts when somebody is about to use it, and loads what the first cells import. */
function startWhenNear(notebook: Notebook): void {
  const warm = ({ target }: Event) => {
    if (!(target instanceof Element) || !target.closest(".tools, .kernel-tools")) return;
    for (const event of events) document.removeEventListener(event, warm);
    const codes = notebook.cells.slice(0, 3).map(({ code }) => code);
    notebook.kernel.start(
      codes.flatMap((code) => [...code.matchAll(/^import .* from "([^"]+)"/gm)].map(([, name]) => name!)),
    );
  };
  const events = ["pointerover", "focusin"] as const;
  for (const event of events) document.addEventListener(event, warm, { passive: true });
}
