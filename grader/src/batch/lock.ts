/** One grader at a time in a folder. A grader that was killed leaves its lock behind, which the next one sees. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "./files.js";
import { asProblem, Problem } from "./problem.js";

/** @returns gives the lock back @throws Problem when another grader is at work there */
export function lock(folder: string): () => void {
  const path = join(folder, ".lock");
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (let tries = 0; ; tries++)
    try {
      writeFileSync(path, mine, { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw asProblem(error, path);
      const holder = readIfThere(path) ?? "";
      const pid = Number(holder.split(" ")[0]);
      if (tries > 3 || (Number.isInteger(pid) && pid > 0 && isSame(pid, holder)))
        throw new Problem(
          `another grader (process ${pid}) is writing to ${folder}; wait for it, or choose another --out`,
        );
      rmSync(path, { force: true });
    }
}

const isSame = (pid: number, holder: string): boolean => isAlive(pid) && `${pid} ${startOf(pid)}` === holder;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, where the system tells: process numbers are used again. */
function startOf(pid: number): string {
  if (process.platform !== "linux") return "0";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}
