/** The way back from running code to the learner's line: each run of a cell is a module with an address of its own. */
import type { KernelMaps } from "../../grader/dist/learner/kernel-maps.js";

interface Ran {
  /** What the page calls the cell: cell 3. */
  readonly count: number;
  readonly code: string;
}

export class Maps implements KernelMaps {
  readonly taken: Ran[] = [];
  readonly #cells = new Map<string, Ran>();

  /** Says that the module at `url` is this cell; a cell that runs again takes the place of its former run. */
  ran(url: string, cell: Ran): void {
    this.#cells.set(url, cell);
    const before = this.taken.findIndex(({ count }) => count === cell.count);
    if (before >= 0) this.taken.splice(before, 1);
    this.taken.push(cell);
  }

  inCell(url: string, at: { readonly line: number; readonly column: number }) {
    const cell = this.#cells.get(url);
    return cell && { cell, at };
  }

  inFile(): undefined {}
}
