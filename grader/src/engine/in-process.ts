/** Calls a solution in this very process: in a notebook's cell, and for the grader's own mutants. */
import { type Invoked, invoke } from "../call/invoke.js";
import type { Reply, Request } from "./exercise.js";
import { PackedCall } from "./packed-call.js";
import { notAFunction, type Stopped, stoppedBy } from "./stopped.js";

/**
 * The answers to an engine's requests, from a function that can simply be called.
 * @param told how an error of the learner's is told
 */
export function inProcess(
  solution: unknown,
  told: (error: unknown) => Stopped = stoppedBy,
): (request: Request) => Reply | Promise<Reply> {
  return ({ exercise, args }) => {
    const call = new PackedCall(args);
    if (typeof solution !== "function") return { stopped: notAFunction(exercise.name, solution) };
    const done = (invoked: Invoked): Reply => ({ outcome: call.outcome(invoked) });
    const failed = (error: unknown): Reply => ({ stopped: told(error) });
    try {
      const invoked = invoke(solution, exercise.driver ?? "call", call.packed, call.host);
      return invoked instanceof Promise ? invoked.then(done, failed) : done(invoked);
    } catch (error) {
      return failed(error);
    }
  };
}
