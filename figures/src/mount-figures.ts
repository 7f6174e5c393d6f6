import { explorables } from "./explorables.js";
import { mountAll } from "./kit/mount.js";

/**
 * Brings every figure to life that stands in `root` as its `figure(name).html` and is not alive yet. For a page with a
 * bundle of its own; in a notebook, a figure brings its script along.
 */
export function mountFigures(root: ParentNode = document): void {
  for (const explorable of Object.values(explorables)) mountAll(explorable, root);
}
