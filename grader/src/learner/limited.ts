/** A limit on the time that a solution may take, endless loops included, in the very process that it runs in. */
import { createContext, Script } from "node:vm";
import type { Reply, Request } from "../engine/exercise.js";

type Answer = (request: Request) => Reply | Promise<Reply>;

/**
 * The same answers, for as long as all calls together take no more than `seconds`. What takes longer is
 * stopped, in the middle of a loop if need be, and so is every call after it.
 */
export function limited(answer: Answer, seconds: number): Answer {
  let left = seconds * 1000;
  return (request) => {
    const late: Reply = { stopped: { stop: "limit", message: tooLong(request, seconds) }, backstop: true };
    if (left <= 0) return { ...late, notRun: true };
    const start = performance.now();
    const spend = () => {
      left -= performance.now() - start;
    };
    try {
      const reply = within(left, () => answer(request));
      return reply instanceof Promise ? soon(reply, left, late).finally(spend) : reply;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      left = 0;
      return late;
    } finally {
      spend();
    }
  };
}

const tooLong = ({ exercise }: Request, seconds: number) =>
  `${exercise.id} \`${exercise.name}\` did not finish within ${seconds} s. Look for a loop that never ends`;

const room = createContext({ work: undefined as unknown });
const script = new Script("work()");

/** Node can stop a script; so the work is called from one. */
function within<T>(milliseconds: number, work: () => T): T {
  room.work = work;
  return script.runInContext(room, { timeout: Math.max(1, Math.ceil(milliseconds)) }) as T;
}

/** The reply, or `late` when it does not come: a promise that nothing will ever settle. */
async function soon(reply: Promise<Reply>, milliseconds: number, late: Reply): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve(late), milliseconds);
  });
  return Promise.race([reply, limit]).finally(() => clearTimeout(timer));
}
