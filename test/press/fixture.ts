import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Folder, ROOT } from "../../tools/press/notebook/files.ts";
import type { Notebook, NotebookCell } from "../../tools/press/notebook/ipynb.ts";

/** For tests that start a session or a kernel: two busy cores can keep a compiler waiting. */
export const SLOW = { timeout: 120_000 };

/** A folder of notebooks of its own inside the repository, where packages resolve as for the course's notebooks. */
export class Fixture {
  readonly folder: Folder;

  constructor(sources: Record<string, string> = {}) {
    const cache = join(ROOT, ".cache");
    mkdirSync(cache, { recursive: true });
    this.folder = new Folder(mkdtempSync(join(cache, "notebook-tools-")));
    mkdirSync(join(this.folder.path, "src"));
    for (const [name, text] of Object.entries(sources)) this.write(name, text);
  }

  write(name: string, text: string): void {
    writeFileSync(this.folder.source(name), text);
  }

  source(name: string): string {
    return readFileSync(this.folder.source(name), "utf8");
  }

  notebookText(name: string): string {
    return readFileSync(this.folder.notebook(name), "utf8");
  }

  notebook(name: string): Notebook {
    return JSON.parse(this.notebookText(name));
  }

  /** Changes a notebook file as an editor would: parse, edit, save. */
  edit(name: string, change: (cells: NotebookCell[]) => NotebookCell[]): void {
    const notebook = this.notebook(name);
    const cells = change([...notebook.cells]);
    writeFileSync(this.folder.notebook(name), `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`);
  }

  remove(): void {
    rmSync(this.folder.path, { recursive: true, force: true });
  }
}

/** The sentence of a NotebookError without its folder: `src/07-x.nb.ts:3: …` */
export const within = (fixture: Fixture, message: string): string =>
  message.replaceAll(`${fixture.folder.path.slice(ROOT.length + 1)}/`, "");
