/** A solution that gave no value, and why. */

/**
 * Why a call gave no value: the stub's own error; the solution threw; fuel, time or memory ran out, or too much was
 * printed; the solution could not be called at all; or the check that another one needs did not pass.
 */
export const stops = ["todo", "exception", "limit", "missing", "needs"] as const;
export type Stop = (typeof stops)[number];

/** The solution was stopped, or stopped itself, before it gave a value. */
export interface Stopped {
  readonly stop: Stop;
  readonly message: string;
  /** The learner's own line, from 1. */
  readonly line?: number;
  /** Where that line is, such as "cell [3], line 2", and what it says; where the solution ran in the open. */
  readonly place?: { readonly name: string; readonly source?: string };
}

/** Was there no value at all, rather than a wrong one? */
export const isStopped = <Other extends object>(failure: Other | Stopped | undefined): failure is Stopped =>
  failure !== undefined && "stop" in failure;

/** Something else stands where the function should be. */
export function notAFunction(name: string, value: unknown): Stopped {
  const what = value === undefined ? "undefined" : value === null ? "null" : `a ${typeof value}`;
  return {
    stop: "missing",
    message: `\`${name}\` should be a function, but is ${what}`,
  };
}

/** An error of the learner's, in one sentence. */
export function stoppedBy(error: unknown): Stopped {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : `threw ${String(error)}`;
  return { stop: /^Error: TODO exercise/.test(message) ? "todo" : "exception", message };
}
