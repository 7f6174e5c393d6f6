/** A time limit that holds in the middle of a loop; in a bundle for a browser, within.web.ts stands in for this file. */
import { createContext, Script } from "node:vm";

const room = createContext({ work: undefined as unknown });
const script = new Script("work()");

/**
 * What `work` returns, or `late` when it takes longer. Node can stop a script; so the work is called from one.
 * @param why for whoever cannot be told by a value
 */
export function within<T>(milliseconds: number, _why: string, late: T, work: () => T): T {
  room.work = work;
  try {
    return script.runInContext(room, { timeout: Math.max(1, Math.ceil(milliseconds)) }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    return late;
  }
}
