/** Which known mistake behaves as a failing solution does. */

import { difference, gridOf } from "./compare.js";
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
 * no mutant; so else the one that agrees on all calls of `first`, in what it looks at, if no other does.
 * @param first the first visible check that failed, by a value
 */
export function diagnose(
  exercise: Exercise,
  seen: readonly Seen[],
  first?: { readonly check: Check; readonly expected: unknown },
): Misconception | undefined {
  const calls = seen.slice(-mostCalls);
  if (calls.length === 0) return undefined;
  const telling = exercise.telling ?? everything;
  const whole = exercise.mutants.find((mutant) => agrees(exercise, mutant, calls, telling));
  if (whole) return { id: whole.id, message: whole.misconception };
  const some = seen.filter(({ check }) => check === first?.check).slice(-mostCalls);
  if (some.length === 0) return undefined;
  const part = exercise.telling ?? only(first?.expected);
  const [found, ...others] = exercise.mutants.filter((mutant) => agrees(exercise, mutant, some, part));
  return found && others.length === 0
    ? { id: found.id, message: found.misconception, part: true }
    : undefined;
}

type Telling = (outcome: Outcome) => unknown;

function agrees(exercise: Exercise, { solution }: Mutant, calls: readonly Seen[], telling: Telling): boolean {
  const answer = inProcess(solution);
  return calls.every(({ args, outcome }) => {
    const reply = answer({ exercise, args });
    if (reply instanceof Promise || !("outcome" in reply)) return false;
    return sameValue(telling(outcome), telling(reply.outcome));
  });
}

const everything = ({ value, after, seen }: Outcome) => ({ value, after, seen });

/** Of a result with properties, those that were expected: another check looks at the others. */
function only(expected: unknown): Telling {
  if (!isRecord(expected)) return everything;
  return (outcome) => {
    const { value } = outcome;
    if (!isRecord(value)) return everything(outcome);
    const names = Object.keys(expected).filter((name) => Object.hasOwn(value, name));
    return everything({ ...outcome, value: Object.fromEntries(names.map((name) => [name, value[name]])) });
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !gridOf(value);

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
