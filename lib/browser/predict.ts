/**
 * What a question of `predict` does in a notebook's page; see predict/box.ts. The script of every question runs once for each of them.
 */
import { questions } from "./predict/box.js";
import { jupyterLab } from "./predict/cover.js";

questions(document, jupyterLab, (box) => {
  // The form had the focus and is gone: hand it to JupyterLab's next cell, so that Shift+Enter goes on there.
  (box.closest(jupyterLab.cell)?.nextElementSibling as HTMLElement | null | undefined)?.focus({
    preventScroll: true,
  });
});
