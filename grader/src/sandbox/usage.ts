/** What a process and its descendants use, where the system tells (Linux). */
import { readFileSync } from "node:fs";

export interface Usage {
  readonly rssBytes: number;
  readonly cpuMs: number;
}

const pageBytes = 4096;
/** Linux counts processor time in hundredths of a second, on every platform that Node runs on. */
const tickMs = 10;

/** Undefined where it cannot be read, and once the process is gone. */
export function usageOf(pid: number): Usage | undefined {
  if (process.platform !== "linux") return undefined;
  let [rssBytes, cpuMs, seen] = [0, 0, 0];
  const open = [pid];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const stat = read(`/proc/${next}/stat`);
    if (stat === undefined) continue;
    seen++;
    // The name in brackets may hold anything, so fields are counted from its end: state is the third.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    cpuMs += tickMs * (Number(fields[11]) + Number(fields[12]));
    rssBytes += pageBytes * Number(fields[21]);
    const children = read(`/proc/${next}/task/${next}/children`) ?? "";
    open.push(...children.trim().split(" ").filter(Boolean).map(Number));
  }
  return seen === 0 ? undefined : { rssBytes, cpuMs };
}

/** A process may end while it is being looked at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}
