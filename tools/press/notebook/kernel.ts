import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endOf } from "./child.ts";
import { ROOT, shown } from "./files.ts";
import type { Output } from "./ipynb.ts";
import { NotebookError } from "./problem.ts";
import { withoutProgress } from "./session.ts";

/** What the real kernel showed. */
export interface KernelRun {
  /** One entry a cell of the notebook, null for Markdown. */
  readonly cells: readonly ({
    readonly outputs: readonly Output[];
    readonly seconds: number | null;
    readonly executed: boolean;
  } | null)[];
  readonly failure: string | null;
  /** 0-based position of the cell that was running when it failed. */
  readonly failed_cell: number | null;
}

const SCRIPT = fileURLToPath(new URL("./run_kernel.py", import.meta.url));
const PYTHON = join(
  ROOT,
  ".venv",
  ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
);

const COURSE_KERNELS = join(ROOT, "kernel/jupyter");

/**
 * Executes a notebook in its Jupyter kernel through nbclient.
 * @param kernels the folder whose kernels/ holds the kernelspec: the course's own unless told otherwise
 * @throws NotebookError when there is no .venv, or Python itself fails
 */
export async function runInKernel(
  path: string,
  secondsPerCell = 120,
  kernels = COURSE_KERNELS,
): Promise<KernelRun> {
  if (!existsSync(PYTHON)) {
    const message = "cannot run in Jupyter: there is no .venv; npm start makes it";
    throw new NotebookError({ file: shown(path), message });
  }
  const runtime = join(ROOT, ".cache/jupyter-runtime");
  mkdirSync(runtime, { recursive: true });
  const env = { ...process.env, ...withoutProgress, JUPYTER_PATH: kernels, JUPYTER_RUNTIME_DIR: runtime };
  const child = spawn(PYTHON, [SCRIPT, String(secondsPerCell), path], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed += chunk;
  });
  const { why, words } = await endOf(child, "Python");
  if (why === undefined) return JSON.parse(printed);
  throw new NotebookError({
    file: shown(path),
    message: [why, words.split("\n").at(-1)].filter(Boolean).join(": "),
  });
}
