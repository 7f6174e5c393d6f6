/** The committed notebooks, a part of them each run. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unfolded } from "../../../tools/press/notebook/folds.ts";
import { joined, type Notebook, type NotebookCell } from "../../../tools/press/notebook/ipynb.ts";
import { ROOT } from "../../../tools/start/setup.mjs";
import { shareOf } from "../../share.ts";

export interface Published {
  readonly name: string;
  readonly cells: readonly { readonly id: string; readonly code: string; readonly baked: NotebookCell }[];
}

/** @param part one of so many of them */
export function notebooks(part: number): Published[] {
  const names = readdirSync(join(ROOT, "notebooks")).filter((name) => name.endsWith(".ipynb"));
  return shareOf(names.sort(), part).map((name) => {
    const { cells } = JSON.parse(readFileSync(join(ROOT, "notebooks", name), "utf8")) as Notebook;
    const codes = cells.filter(({ cell_type }) => cell_type === "code");
    return {
      name,
      cells: codes.map((cell) => {
        const baked = { ...cell, outputs: (cell.outputs ?? []).map(unfolded) };
        return { id: cell.id!, code: joined(cell.source), baked };
      }),
    };
  });
}
