/** What the page around a browser's kernel does for the grader: it leaves it on `globalThis` under this symbol. */
import type { Progress } from "./reached.js";

export interface Host {
  /** Ends the kernel after so long and says why, unless it is called again; undefined: no limit any more. */
  limit(milliseconds: number | undefined, why?: string): void;
  /** What was reached before. */
  readonly progress: Progress;
  keep(progress: Progress): void;
  /** The text of a file of solutions, such as "07-flash-attention"; nothing where the page has none. */
  solutions(set: string): string | undefined;
  /** The names that a module of the library exports; nothing when no cell has imported it. */
  exportsOf(module: string): readonly string[] | undefined;
}

const symbol: unique symbol = Symbol.for("long-attention.host");

/** Nothing where no page has been set around it, such as in a bundle of somebody else's. */
export const host = (): Host | undefined => (globalThis as { readonly [symbol]?: Host })[symbol];
