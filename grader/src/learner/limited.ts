/** A limit on the time that a solution may take, endless loops included, in the very process that it runs in. */
import type { Reply, Request } from "../engine/exercise.js";
import { within } from "./within.js";

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
    const why = tooLong(request, seconds);
    const late: Reply = { stopped: { stop: "limit", message: why }, backstop: true };
    if (left <= 0) return { ...late, notRun: true };
    const start = performance.now();
    const spend = () => {
      left -= performance.now() - start;
    };
    const room = Math.min(most, left);
    const reply = within<Reply | Promise<Reply>>(room, why, late, () => answer(request));
    if (reply instanceof Promise) return soon(reply, room, late).finally(spend);
    spend();
    return reply;
  };
}

const tooLong = ({ exercise }: Request, seconds: number) =>
  `${exercise.id} \`${exercise.name}\` did not finish within ${seconds} s. Look for a loop that never ends`;

/** The reply, or `late` when it does not come: a promise that nothing will ever settle. */
async function soon(reply: Promise<Reply>, milliseconds: number, late: Reply): Promise<Reply> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve(late), milliseconds);
  });
  return Promise.race([reply, limit]).finally(() => clearTimeout(timer));
}
