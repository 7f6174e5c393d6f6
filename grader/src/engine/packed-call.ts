/** What travels between the engine and a solution, wherever that runs. */
import type { Invoked } from "../call/invoke.js";
import { pack, unpack } from "../call/wire.js";
import { isPort, type OpenPort } from "../ports/port.js";
import type { Outcome } from "./exercise.js";

/** One call's arguments on their way out, its ports, and its outcome on the way back. */
export class PackedCall {
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
