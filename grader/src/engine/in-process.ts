/** Calls a solution in this very process: in a notebook's cell, and for the grader's own mutants. */
import { type Invoked, invoke } from "../guest/invoke.js";
import { pack, unpack } from "../guest/wire.js";
import { isPort, type OpenPort } from "../ports/port.js";
import type { Outcome, Request } from "./exercise.js";
import type { Reply } from "./grade.js";
import type { Stopped } from "./report.js";

/**
 * The answers to an engine's requests, from a function that can simply be called.
 * @param told how an error of the learner's is told
 */
export function inProcess(
  solution: unknown,
  told: (error: unknown) => Stopped = stoppedBy,
): (request: Request) => Reply | Promise<Reply> {
  return ({ exercise, args }) => {
    const ports = new Ports(args);
    if (typeof solution !== "function") return { stopped: notAFunction(exercise.name, solution) };
    const done = (invoked: Invoked): Reply => ({ outcome: ports.outcome(invoked) });
    const failed = (error: unknown): Reply => ({ stopped: told(error) });
    try {
      const invoked = invoke(solution, exercise.driver ?? "call", ports.packed, ports.host);
      return invoked instanceof Promise ? invoked.then(done, failed) : done(invoked);
    } catch (error) {
      return failed(error);
    }
  };
}

/** One call's arguments on their way out, its ports, and its outcome on the way back. */
export class Ports {
  readonly packed: readonly string[];
  readonly #open: OpenPort[] = [];

  constructor(args: readonly unknown[]) {
    this.packed = args.map((arg) => {
      if (!isPort(arg)) return pack(arg);
      this.#open.push(arg.open());
      return JSON.stringify({ $: "port", kind: arg.kind, id: this.#open.length - 1 });
    });
  }

  /** Answers a solution that uses a port. */
  readonly host = (id: number, method: string, args: string): string => {
    try {
      const port = this.#open[id];
      if (!port) return "!there is no such port";
      return pack(port.call(method, unpack(args) as unknown[]));
    } catch (error) {
      return `!${error instanceof Error ? error.message : String(error)}`;
    }
  };

  outcome({ value, after, awaited }: Invoked): Outcome {
    return {
      value: unpack(value),
      after: this.packed.map((_, i) => (after[i] === undefined ? undefined : unpack(after[i]))),
      seen: this.#open.map((port) => port.observe()),
      awaited,
    };
  }
}

/** Something else stands where the function should be. */
export function notAFunction(name: string, value: unknown): Stopped {
  const what = value === undefined ? "undefined" : value === null ? "null" : `a ${typeof value}`;
  return {
    stop: "missing",
    message: `${name} should be a function, but is ${what}`,
  };
}

/** An error of the learner's, in one sentence. */
export function stoppedBy(error: unknown): Stopped {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : `threw ${String(error)}`;
  return { stop: /^Error: TODO exercise/.test(message) ? "todo" : "exception", message };
}
