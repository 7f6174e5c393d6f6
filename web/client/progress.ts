/** Beside each set in the chapters: how much of it is solved. */
import { progress } from "./keep.ts";

export function showProgress(page: Document): void {
  const reached = progress();
  for (const place of page.querySelectorAll<HTMLElement>(".progress[data-progress]")) {
    const { progress: set = "", of } = place.dataset;
    const solved = Object.entries(reached).filter(([id, { solved }]) => solved && id.startsWith(`${set}.`));
    place.textContent =
      solved.length === 0 ? "" : of ? `${solved.length} of ${of}` : `${solved.length} solved`;
  }
}
