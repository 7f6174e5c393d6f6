/** A limit on the time that a solution may take, endless loops included, in the very process that it runs in. */
import { createContext, Script } from "node:vm";
import type { Reply, Request } from "../engine/exercise.js";

type Answer = (request: Request) => Reply | Promise<Reply>;

/**
 * The same answers, for as long as a call takes no more than `seconds`, and all calls no more than twice that: an
 * endless loop costs the check that it is in, and leaves time for the others. What takes longer is stopped, in the
 * middle of a loop if need be.
 */
export function limited(answer: Answer, seconds: number): Answer {
  const most = seconds * 1000;
  let left = 2 * most;
  return (request) => {
    const late: Reply = { stopped: { stop: "limit", message: tooLong(request, seconds) }, backstop: true };
    if (left <= 0) return { ...late, notRun: true };
    const start = performance.now();
    const spend = () => {
      left -= performance.now() - start;
    };
    const room = Math.min(most, left);
    let reply: Reply | Promise<Reply>;
    try {
      reply = within(room, () => answer(request));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      reply = late;
    }
    if (reply instanceof Promise) return soon(reply, room, late).finally(spend);
    spend();
    return reply;
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
