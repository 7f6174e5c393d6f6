/** Cells run in plain Node, in a process of their own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Output } from "../../kernel/in-process.cjs";

export interface Ran {
  ok: boolean;
  outputs: Output[];
}

const RUNNER = fileURLToPath(new URL("./run-cells.cjs", import.meta.url));

/** @param places where they run; see createSession */
export function runCells(cells: string[], places: { root?: string; folder?: string } = {}): Ran[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [RUNNER], {
    input: JSON.stringify({ cells, ...places }),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`run-cells ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
