/** One grader at a time in a folder. A grader that was killed leaves its lock behind, which the next one sees. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asProblem, Problem } from "../files/problem.js";
import { readIfThere } from "../files/whole.js";

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

/** A process that has ended and that nobody has buried yet (state Z or X) writes nothing any more. */
function isAlive(pid: number): boolean {
  if (/^[ZX]/.test(statOf(pid)[0] ?? "")) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, where the system tells: process numbers are used again. */
const startOf = (pid: number): string => statOf(pid)[19] ?? "0";

/** What Linux says of a process, from its state on; nothing elsewhere, and of a process that is gone. */
function statOf(pid: number): string[] {
  if (process.platform !== "linux") return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return [];
    throw error;
  }
}
