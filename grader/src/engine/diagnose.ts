/** Which known mistake behaves as a failing solution does. */

import { difference } from "./compare.js";
import type { Exercise, Outcome } from "./exercise.js";
import { inProcess } from "./in-process.js";

/** One call that gave a value. */
export interface Seen {
  readonly args: readonly unknown[];
  readonly outcome: Outcome;
}

/** Calls on which a mutant must agree; more would only take time. */
const mostCalls = 60;

/** The first mutant that gives what the solution gave, on everything that was tried. */
export function diagnose(
  exercise: Exercise,
  seen: readonly Seen[],
): { id: string; message: string } | undefined {
  if (seen.length === 0) return undefined;
  const calls = seen.slice(-mostCalls);
  const telling = exercise.telling ?? everything;
  const found = exercise.mutants.find(({ solution }) => {
    const answer = inProcess(solution);
    return calls.every(({ args, outcome }) => {
      const reply = answer({ exercise, args });
      if (reply instanceof Promise || !("outcome" in reply)) return false;
      return sameValue(telling(outcome), telling(reply.outcome));
    });
  });
  return found && { id: found.id, message: found.misconception };
}

const everything = ({ value, after, seen }: Outcome) => ({ value, after, seen });

/** NaN is the same as NaN here: a mistake that gives NaN is recognised by it. */
function sameValue(actual: unknown, expected: unknown): boolean {
  return difference(withoutNaN(actual), withoutNaN(expected)) === undefined;
}

const marker = 7.77e-77 * 1e300;

function withoutNaN(value: unknown): unknown {
  if (typeof value === "number") return Number.isNaN(value) ? marker : value;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, withoutNaN);
  if (Array.isArray(value)) return value.map(withoutNaN);
  if (value === null || typeof value !== "object") return value;
  const { shape, data } = value as { shape?: unknown; data?: ArrayLike<number> };
  if (Array.isArray(shape) && data) return { shape, data: Array.from(data, withoutNaN) };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutNaN(part)]));
}
