/** The two kinds of check that nearly all exercises need. */
import { difference, type Tolerance } from "./compare.js";
import type { Check, Failure } from "./exercise.js";

/** Equals the oracle, call by call. */
export function matches<Input>(
  definition: Omit<Check<Input>, "run"> & {
    /** The arguments for one input; ports where a function or device is due. Default: the input is the list of arguments. */
    readonly args?: (input: Input) => readonly unknown[];
    readonly expect: (input: Input) => unknown;
    readonly tolerance?: Tolerance;
  },
): Check<Input> {
  const { args = (input) => input as readonly unknown[], expect, tolerance, ...rest } = definition;
  return {
    ...rest,
    *run(input, call) {
      const { value } = yield* call(...args(input));
      return wrong(value, expect(input), tolerance);
    },
  };
}

/** A failure that shows both values, when they differ. */
export function wrong(actual: unknown, expected: unknown, tolerance?: Tolerance): Failure | undefined {
  const message = difference(actual, expected, tolerance);
  return message === undefined ? undefined : { message, expected, actual };
}
