/** Which known mistake behaves as a failing solution does. */

import { difference } from "./compare.js";
import type { Check, Exercise, Mutant, Outcome } from "./exercise.js";
import { inProcess } from "./in-process.js";
import type { Misconception } from "./report.js";

/** One call that gave a value. */
export interface Seen {
  /** The check that made it. */
  readonly check: Check;
  readonly args: readonly unknown[];
  readonly outcome: Outcome;
}

/** Calls on which a mutant must agree; more would only take time. */
const mostCalls = 60;

/**
 * The first mutant that gives what the solution gave, on everything that was tried. Two mistakes at once are like
 * no mutant; so else the one that agrees on all calls of `first`, if no other does.
 * @param first the first visible check that failed, by a value
 */
export function diagnose(
  exercise: Exercise,
  seen: readonly Seen[],
  first?: Check,
): Misconception | undefined {
  const calls = seen.slice(-mostCalls);
  if (calls.length === 0) return undefined;
  const whole = exercise.mutants.find((mutant) => agrees(exercise, mutant, calls));
  if (whole) return { id: whole.id, message: whole.misconception };
  const some = seen.filter(({ check }) => check === first).slice(-mostCalls);
  if (some.length === 0) return undefined;
  const [part, ...others] = exercise.mutants.filter((mutant) => agrees(exercise, mutant, some));
  return part && others.length === 0 ? { id: part.id, message: part.misconception, part: true } : undefined;
}

function agrees(exercise: Exercise, { solution }: Mutant, calls: readonly Seen[]): boolean {
  const telling = exercise.telling ?? everything;
  const answer = inProcess(solution);
  return calls.every(({ args, outcome }) => {
    const reply = answer({ exercise, args });
    if (reply instanceof Promise || !("outcome" in reply)) return false;
    return sameValue(telling(outcome), telling(reply.outcome));
  });
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
