import { joined, type NotebookCell, readNotebook } from "./ipynb.ts";
import { runInKernel } from "./kernel.ts";
import { openSession } from "./session.ts";

/** How one code cell went. */
export interface CellRun {
  /** Position in the notebook, counted from 1. */
  readonly cell: number;
  readonly seconds: number;
  /** Undefined when the cell ran, or raised as its tag says. */
  readonly failure?: string;
}

export interface RunNotebookOptions {
  /** In the real Jupyter kernel instead of plain Node. */
  readonly kernel?: boolean;
  readonly secondsPerCell?: number;
  readonly onCell?: (run: CellRun) => void;
}

/**
 * Runs the code cells of any notebook file from top to bottom, up to the first that fails.
 * @throws NotebookError when the file is no notebook
 */
export async function runNotebook(path: string, options: RunNotebookOptions = {}): Promise<CellRun[]> {
  const { cells } = readNotebook(path);
  return options.kernel ? runWithJupyter(path, cells, options) : runInNode(cells, options);
}

async function runInNode(cells: readonly NotebookCell[], options: RunNotebookOptions): Promise<CellRun[]> {
  const session = openSession(options.secondsPerCell);
  const runs: CellRun[] = [];
  try {
    for (const [index, cell] of cells.entries()) {
      if (cell.cell_type !== "code" || joined(cell.source).trim() === "") continue;
      const start = performance.now();
      let failure: string | undefined;
      try {
        const { ok, outputs } = await session.execute(joined(cell.source));
        const error = outputs.find((output) => output.output_type === "error");
        if (!ok && !mayRaise(cell))
          failure = error?.output_type === "error" ? error.traceback.join("\n") : "failed";
      } catch (error) {
        failure = (error as Error).message;
      }
      const seconds = (performance.now() - start) / 1000;
      const run = { cell: index + 1, seconds, ...(failure === undefined ? {} : { failure }) };
      runs.push(run);
      options.onCell?.(run);
      if (failure !== undefined) break;
    }
    return runs;
  } finally {
    session.close();
  }
}

async function runWithJupyter(
  path: string,
  cells: readonly NotebookCell[],
  options: RunNotebookOptions,
): Promise<CellRun[]> {
  const run = await runInKernel(path, options.secondsPerCell);
  const failedAt = run.failure === null ? -1 : (run.failed_cell ?? 0);
  return cells.flatMap((_, index): CellRun[] => {
    const now = run.cells[index];
    if (!now?.executed && index !== failedAt) return [];
    const failure = index === failedAt && run.failure !== null ? { failure: run.failure } : {};
    const result = { cell: index + 1, seconds: now?.seconds ?? 0, ...failure };
    options.onCell?.(result);
    return [result];
  });
}

const mayRaise = (cell: NotebookCell) => cell.metadata?.tags?.includes("raises-exception") ?? false;
