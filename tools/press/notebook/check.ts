import { existsSync, readFileSync } from "node:fs";
import { buildInMemory, keepPublished, readSource } from "./build.ts";
import { compareNotebooks, compareOutputs } from "./compare.ts";
import type { RunOptions } from "./execute.ts";
import { type Folder, shown } from "./files.ts";
import { unfolded } from "./folds.ts";
import { type Notebook, readNotebook, stringify } from "./ipynb.ts";
import { runInKernel } from "./kernel.ts";
import { lint } from "./lint.ts";
import { NotebookError, type Problem } from "./problem.ts";
import { questionsOf } from "./questions.ts";

export interface CheckOptions extends RunOptions {
  /** Also execute the published notebook in Jupyter. */
  readonly kernel: boolean;
}

export interface CheckResult {
  readonly problems: Problem[];
  readonly cells: number;
}

/**
 * Everything that must hold for a published notebook: it has a source; the source keeps the rules; building it again
 * gives the same file; and running the file in Jupyter shows what is baked into it.
 */
export async function check(folder: Folder, name: string, options: CheckOptions): Promise<CheckResult> {
  const problems: Problem[] = [];
  const guard = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotebookError)) throw error;
      problems.push(error.problem);
      return undefined;
    }
  };
  const path = folder.notebook(name);
  const file = shown(path);
  const hasSource = existsSync(folder.source(name));
  if (!hasSource) problems.push({ file, message: `has no source ${shown(folder.source(name))}` });
  if (!existsSync(path))
    problems.push({ file: shown(folder.source(name)), message: `has no notebook; run "build ${name}"` });

  const linted = hasSource ? await guard(() => lint(readSource(folder, name).source)) : undefined;
  problems.push(...(linted ?? []));
  const baked = existsSync(path) ? await guard(() => readNotebook(path)) : undefined;
  if (linted && baked) {
    const fresh = await guard(() => buildInMemory(folder, name, options));
    if (fresh) problems.push(...compareFiles(path, baked, fresh.notebook));
    if (fresh && !sameQuestions(questionsOf(folder, name), fresh.questions))
      problems.push({ file, message: "the library keeps other questions than its source asks; run build" });
  }
  if (baked && options.kernel) {
    const found = (await guard(() => compareInKernel(path, baked, options.secondsPerCell))) ?? [];
    const known = new Set(problems.map(({ cell, message }) => `${cell} ${message}`));
    const news = found.filter(({ cell, message }) => !known.has(`${cell} ${message}`));
    problems.push(...news.map((problem) => ({ ...problem, message: `in Jupyter, ${problem.message}` })));
  }
  return { problems, cells: baked?.cells.length ?? 0 };
}

const sameQuestions = (kept: ReadonlyMap<string, string>, asked: ReadonlyMap<string, string>): boolean =>
  kept.size === asked.size && [...asked].every(([id, sealed]) => kept.get(id) === sealed);

function compareFiles(path: string, baked: Notebook, fresh: Notebook): Problem[] {
  const file = shown(path);
  const problems = compareNotebooks(file, baked, fresh);
  if (problems.length > 0 || readFileSync(path, "utf8") === stringify(keepPublished(fresh, baked)))
    return problems;
  return [{ file, message: "its cells are right but the file is not as build writes it; run build" }];
}

async function compareInKernel(path: string, baked: Notebook, secondsPerCell?: number): Promise<Problem[]> {
  const file = shown(path);
  const run = await runInKernel(path, secondsPerCell);
  if (run.failure !== null) {
    return [
      {
        file,
        ...(run.failed_cell === null ? {} : { cell: run.failed_cell + 1 }),
        message: `failed: ${run.failure}`,
      },
    ];
  }
  return baked.cells.flatMap((cell, index) => {
    const now = run.cells[index];
    if (cell.cell_type !== "code" || !now) return [];
    const at = { file, cell: index + 1 };
    if (!now.executed) return [{ ...at, message: "the cell was not executed" }];
    const published = { ...cell, outputs: (cell.outputs ?? []).map(unfolded) };
    return compareOutputs(at, published, { ...cell, outputs: now.outputs });
  });
}
