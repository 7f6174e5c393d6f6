import { letters } from "../facts/letters.js";
import { Rich } from "../ink/rich.js";
import { table } from "./table.js";

/**
 * What the letters of a notebook stand for, in a fold, for whom a letter in the middle of a page says nothing any more.
 * @param notebook its number, such as "07"; default the whole course, with the notebooks of each meaning
 * @throws RangeError when the notebook has no letters
 */
export function legend(notebook?: string): Rich {
  const rows = letters(notebook).map(({ letter, means, notebooks }) =>
    notebook === undefined ? { letter, means, in: notebooks.join(", ") } : { letter, means },
  );
  const title = `The letters of ${notebook === undefined ? "the course" : "this notebook"}`;
  const { html, text } = table(rows);
  return new Rich(
    `<details style="margin: 8px 0"><summary style="cursor: pointer">${title}</summary>${html}</details>`,
    `${title}:\n${text}`,
  );
}
