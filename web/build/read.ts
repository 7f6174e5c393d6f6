/** The committed notebooks and exercise sets, none of them older than its source. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { course } from "long-attention/facts";
import { Folder } from "../../tools/press/notebook/files.ts";
import { hash, joined, type Notebook, readNotebook } from "../../tools/press/notebook/ipynb.ts";
import { Problem } from "../../tools/start/progress.mjs";
import { ROOT } from "../../tools/start/setup.mjs";
import type { Place } from "../pages/links.ts";

export interface Read extends Place {
  readonly notebook: Notebook;
  /** Its first heading. */
  readonly title: string;
}

/**
 * Every notebook in reading order, the start page first, each exercise set behind its chapter.
 * @throws Problem when a notebook was not built from its source as it is now
 */
export function readCourse(): Read[] {
  const names = ["start", ...course.map(({ file }) => file)];
  return names.flatMap((name) => {
    const set = join(ROOT, "exercises", `${name}.ipynb`);
    return [
      titled({ folder: "notebooks", name }, readBuilt(new Folder(), name)),
      ...(existsSync(set) ? [titled({ folder: "exercises", name }, readNotebook(set))] : []),
    ];
  });
}

/** @throws Problem for a notebook that is not there, or older than its source */
export function readBuilt(folder: Folder, name: string): Notebook {
  const notebook = existsSync(folder.notebook(name)) ? readNotebook(folder.notebook(name)) : undefined;
  if (notebook?.metadata.long_attention?.sourceHash !== hash(readFileSync(folder.source(name), "utf8")))
    throw new Problem(
      `notebooks/${name}.ipynb ${notebook ? "is older than its source" : "is not there"}; run npm run notebooks -- build ${name}, then npm run web again.`,
    );
  return notebook;
}

function titled(place: Place, notebook: Notebook): Read {
  const title = notebook.cells.map((cell) => /^# (.*)$/m.exec(joined(cell.source))?.[1]).find(Boolean);
  return { ...place, notebook, title: title ?? place.name };
}
