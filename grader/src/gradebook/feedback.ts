/** Students' pages in an archive that a platform hands back to them. */
import { type Zippable, zipSync } from "fflate";
import type { Grade } from "./grades.js";

/**
 * A page for each student whose attempt the platform gave a name to: Canvas matches the numbers in front of the file's
 * name, Moodle the folder's name. A member of a group has no name of their own there, and gets the page by mail.
 * @param pageOf undefined where there is none
 * @returns undefined where the platform takes nothing back
 */
export function feedbackZip(
  grades: readonly Grade[],
  layout: string,
  pageOf: (grade: Grade) => Uint8Array | undefined,
): Uint8Array | undefined {
  if (layout !== "canvas" && layout !== "moodle") return undefined;
  const files: Zippable = {};
  for (const grade of grades) {
    const receipt = grade.from === undefined ? grade.attempt?.receipt : undefined;
    const page = pageOf(grade);
    if (receipt === undefined || !page) continue;
    files[layout === "canvas" ? `${receipt}feedback.html` : `${receipt}/feedback.html`] = [
      page,
      { mtime: new Date(2000, 0, 1) },
    ];
  }
  return zipSync(files);
}
