import { mkdirSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { replaceFile } from "../../../grader/src/files/replace.ts";

/** The repository's root: cells run there, so that packages resolve as they do for a reader. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Numbered notebooks, some with a letter after the number; appendices, lettered; and the start page with the map of the course. */
const SOURCE_NAME = /^(?:(?:\d\d[a-z]?|[A-Z])(?:-[a-z0-9]+)+|start)$/;

/** A folder of notebooks: `NN-name.ipynb` beside `src/NN-name.nb.ts`. */
export class Folder {
  readonly path: string;

  constructor(path = join(ROOT, "notebooks")) {
    this.path = resolve(path);
  }

  /** Where the questions of its notebooks are kept: the course's in the library, which shows them. */
  get questions(): string {
    const own = this.path === join(ROOT, "notebooks");
    return own ? join(ROOT, "lib/src/notebook/generated/questions.ts") : join(this.path, "questions.ts");
  }

  source(name: string): string {
    return join(this.path, "src", `${name}.nb.ts`);
  }

  notebook(name: string): string {
    return join(this.path, `${name}.ipynb`);
  }

  /** Names that have a source. */
  sources(): string[] {
    return namesIn(join(this.path, "src"), ".nb.ts");
  }

  /** Names that have a built notebook. */
  notebooks(): string[] {
    return namesIn(this.path, ".ipynb");
  }

  /**
   * Full names for what a person typed: `07`, `07b`, `07-flash-attention` or a path to either file; nothing means all.
   * @throws RangeError for a word that names no notebook
   */
  select(words: readonly string[]): string[] {
    const all = [...new Set([...this.sources(), ...this.notebooks()])].sort();
    if (words.length === 0) return all;
    return words.map((word) => {
      const wanted = basename(word).replace(/\.(ipynb|nb\.ts)$/, "");
      const found = all.find((name) => name === wanted) ?? all.find((name) => name.split("-")[0] === wanted);
      if (!found)
        throw new RangeError(`no notebook is called "${word}"; there are: ${all.join(", ") || "none yet"}`);
      return found;
    });
  }
}

function namesIn(folder: string, ending: string): string[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** @throws RangeError unless the name is two digits and lower-case words, e.g. `07-flash-attention` */
export function checkName(name: string): void {
  if (!SOURCE_NAME.test(name)) {
    throw new RangeError(
      `"${name}" is no notebook name; use two digits and lower-case words: 07-flash-attention`,
    );
  }
}

/** A path as people read it: from the root of the repository when it lies inside, with forward slashes. */
export function shown(path: string): string {
  const inside = relative(ROOT, path);
  return inside.startsWith("..") ? path : inside.split(sep).join("/");
}

/** Writes the whole file or nothing, so that a reader never sees half of it. */
export function writeAtomically(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, text);
}
