/** The ports of one call, on the child's side: copies that run here, and questions to the grader. */
import { pack, unpack } from "../../call/wire.js";
import { openCopy } from "../../ports/copy.js";
import type { OpenPort } from "../../ports/port.js";
import type { CallMessage } from "../protocol.js";
import { receive, send } from "./pipe.js";

/** An honest solution of the course makes some thousands. */
export const mostCalls = 50_000;
const longestArgs = 65_536;

export class ChildPorts {
  /** What was called of the copies: the grader plays it back to its own. */
  readonly log: [number, string, string][] = [];
  readonly #id: string;
  readonly #ports: readonly (OpenPort | null)[];
  #calls = 0;

  constructor({ id, copies }: CallMessage) {
    this.#id = id;
    this.#ports = copies.map((copy) => (copy === null ? null : openCopy(copy)));
  }

  get tooMany(): boolean {
    return this.#calls > mostCalls;
  }

  /** Answers a solution; "!" and a sentence where it asked for something impossible. */
  call(id: number, method: string, args: string): string {
    if (++this.#calls > mostCalls) return `!more than ${mostCalls} calls`;
    if (args.length > longestArgs || method.length > 100) return "!these arguments are too long";
    const port = this.#ports[id];
    if (port === undefined) return "!there is no such port";
    if (port === null) return this.#ask(id, method, args);
    this.log.push([id, method, args]);
    try {
      return pack(port.call(method, unpack(args) as unknown[]));
    } catch (error) {
      return `!${error instanceof Error ? error.message : String(error)}`;
    }
  }

  #ask(port: number, method: string, args: string): string {
    send({ op: "ask", id: this.#id, port, method, args });
    const message = receive();
    if (message?.op !== "port") throw new Error("the grader did not answer");
    return message.reply;
  }
}
