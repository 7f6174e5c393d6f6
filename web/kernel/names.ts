/** The names that cells have declared, as a compiled cell reads and hands on (grader/src/cells/cell.ts). */
import type { Cell } from "../../grader/dist/cells/cell.js";

export class Names {
  /** A property for each name: reading it reads the variable where it lives. */
  readonly values: object = Object.create(null);
  /** Names that are there, and whether they are constants. */
  readonly known = new Map<string, boolean>();

  /** What a cell calls once for every name that it declares. A declaration makes a new variable, whoever had the name. */
  handOn({ scope }: Cell) {
    return {
      has: (name: string, get: () => unknown, set?: (value: unknown) => void): void => {
        this.known.set(name, scope.constants.has(name));
        Object.defineProperty(this.values, name, {
          configurable: true,
          enumerable: true,
          get,
          ...(set && { set }),
        });
      },
    };
  }
}
