import { rng } from "long-attention/tensor";
import { pack } from "../call/wire.js";
import type { Port } from "./port.js";

/** How often a function of the grader's was called. */
export interface Calls {
  readonly calls: number;
}

/** A counted function. `make` gives a fresh one for every call of the solution. */
export function functionPort(make: () => (...args: number[]) => number): Port {
  return {
    kind: "function",
    open: () => {
      const f = make();
      let calls = 0;
      return {
        call: (_method, args) => {
          calls++;
          return f(...(args as number[]));
        },
        observe: (): Calls => ({ calls }),
      };
    },
  };
}

/** A seeded generator of uniform numbers in [0, 1). */
export const rngPort = (seed: number): Port => ({
  ...functionPort(() => rng(seed)),
  copy: pack({ rng: seed }),
});
