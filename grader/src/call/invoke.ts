/**
 * One call of a solution, on whichever side of the border it lives: packed arguments in, packed outcome out.
 * The sandbox bundles this file into its guest; in a notebook it runs in the learner's own process.
 */
import { type HostCall, openPort } from "./ports.js";
import { pack, unpack } from "./wire.js";

/**
 * How arguments meet a solution: a plain call, or a class that is constructed and then told what to do. Given several
 * lists of steps, of one length, it makes an object for each and tells them in turn.
 */
export type Driver = "call" | "methods";

/** A method's name and its arguments, for the driver "methods". */
export type Step = readonly [method: string, ...args: unknown[]];

/** What came of a call. `after` holds the packed arguments that no longer are what they were. */
export interface Invoked {
  readonly value: string;
  readonly after: Readonly<Record<number, string>>;
  readonly awaited: boolean;
}

/**
 * @param solution the learner's function, or class for the driver "methods"
 * @param args packed arguments, one text each
 * @returns the outcome; a promise of it when the solution gave a promise
 * @throws whatever the solution throws
 */
export function invoke(
  solution: unknown,
  driver: Driver,
  args: readonly string[],
  host: HostCall,
): Invoked | Promise<Invoked> {
  const values = args.map((text) => unpack(text, (kind, id) => openPort(kind, id, host)));
  const result = drivers[driver](solution, values);
  const outcome = (value: unknown, awaited: boolean): Invoked => {
    const after: Record<number, string> = {};
    values.forEach((value, i) => {
      const now = pack(value);
      if (now !== args[i] && !args[i]!.includes('"$":"port"')) after[i] = now;
    });
    return { value: pack(value), after, awaited };
  };
  if (result instanceof Promise) return result.then((value) => outcome(value, true));
  return outcome(result, false);
}

const drivers: Record<Driver, (solution: unknown, args: unknown[]) => unknown> = {
  call: (solution, args) => (solution as (...args: unknown[]) => unknown)(...args),
  methods: (Solution, [constructorArgs, ...scripts]) => {
    type Methods = Record<string, (...args: unknown[]) => unknown>;
    const Class = Solution as new (...args: unknown[]) => Methods;
    const objects = scripts.map(() => new Class(...(constructorArgs as unknown[])));
    // Copies, because a solution may hand out its own list and go on changing it.
    return (scripts[0] as Step[]).flatMap((_, k) =>
      objects.map((object, n) => {
        const [method, ...rest] = (scripts as Step[][])[n]![k]!;
        return unpack(pack(object[method]!(...rest)));
      }),
    );
  },
};
