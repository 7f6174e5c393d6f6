/** Why a call gave nothing, from the child's words to the engine's. */
import { notAFunction, type Stopped, stoppedBy } from "../engine/index.js";
import { type Fuel, steps } from "./limits.js";
import type { StoppedReply } from "./protocol.js";

export const limit = (message: string): Stopped => ({ stop: "limit", message });

export const tooManySteps = (fuel: Fuel): string =>
  `takes too long: it was stopped after ${steps(fuel.call)} steps, at least 50 times what is needed; does a loop never end?`;

/**
 * @param solution the function's name
 * @param fuel what the call was given, where it was counted
 */
export function stoppedReply(
  { why, name, message, line }: Omit<StoppedReply, "id">,
  solution: string,
  fuel: Fuel = { call: 0, exercise: 0 },
): Stopped {
  switch (why) {
    case "throw":
    case "stack": {
      const error = Object.assign(new Error(message), { name: name || "threw" });
      const told = why === "stack" ? new RangeError("it calls itself too deeply") : error;
      return { ...stoppedBy(told), ...(line === undefined ? {} : { line }) };
    }
    case "missing":
      return notAFunction(solution, examples[message] ?? (message === "undefined" ? undefined : message));
    case "fuel":
      return limit(tooManySteps(fuel));
    case "memory":
      return limit("needs more memory than there is");
    case "calls":
      return limit("calls what it was given far too often");
    case "pending":
      return limit("gives a promise that never settles");
    case "fault":
      return limit("made the interpreter stop");
  }
}

/** A value of each kind that `typeof` may name: the child says the name only. */
const examples: Readonly<Record<string, unknown>> = {
  object: {},
  number: 0,
  boolean: true,
  bigint: 0n,
  symbol: Symbol.iterator,
};
