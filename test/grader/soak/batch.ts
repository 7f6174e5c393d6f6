/** Batches in processes of their own, and what they leave on the disk. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bundle } from "../../../grader/src/sandbox/bundle.js";

const script = join(dirname(fileURLToPath(import.meta.url)), "batch-process.ts");
const tsx = import.meta.resolve("tsx");

/** One batch; see batch-process.ts. */
export interface BatchOrder {
  readonly bundle: Bundle;
  readonly submissions: string;
  readonly out: string;
  readonly workers: number;
  readonly level: string;
  /** An id, such as "07"; "90" is the tiny set of the tests. */
  readonly set?: string;
  /** The Node that runs it. Default: this one. */
  readonly node?: string;
}

/**
 * @param killAfterMs end it after so many milliseconds, without a warning
 * @returns whether it was killed before its end
 */
export function batch(order: BatchOrder, killAfterMs?: number): Promise<boolean> {
  const { bundle, submissions, out, workers, level, set = "90", node = process.execPath } = order;
  const args = [dirname(bundle.child), submissions, out, String(workers), level, set];
  return new Promise((resolve, reject) => {
    const child = spawn(node, ["--import", tsx, script, ...args], { stdio: ["ignore", "ignore", "inherit"] });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || signal === "SIGKILL") resolve(signal === "SIGKILL");
      else reject(new Error(`a batch ended with ${signal ?? `code ${code}`}`));
    });
  });
}

/** Everything but durations and the journal, whose order is that of finishing. */
export function written(out: string): string {
  const files = (folder: string) =>
    readdirSync(join(out, folder))
      .sort()
      .map((name) => join(folder, name));
  return ["grades.csv", "class.html", ...files("students"), ...files("results")]
    .map((name) => `${name}\n${readFileSync(join(out, name), "utf8").replace(/"durationMs": \d+/, "")}`)
    .join("\n");
}

/** The first line in which two such texts differ; undefined when they are the same. */
export function firstDifference(expected: string, got: string): string | undefined {
  if (got === expected) return undefined;
  const [before, after] = [expected.split("\n"), got.split("\n")];
  const at = after.findIndex((line, i) => line !== before[i]);
  return `${before[at]} became ${after[at]}`;
}
