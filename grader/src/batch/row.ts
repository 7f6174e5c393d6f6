/** One submission and what became of it, and who is told. */
import type { Result } from "../result/index.js";

/** Told what happens, for a progress bar. */
export interface Listener {
  begin(total: number, known: number): void;
  finished(result: Result): void;
  note(text: string): void;
  /** The rows as they are by now, from time to time; not while the gradebook of other checks is kept. */
  soFar?(rows: readonly Row[]): void;
}

/** Tells nobody. */
export const silent: Listener = { begin: () => {}, finished: () => {}, note: () => {} };

export interface Row {
  readonly id: string;
  /** What files about it are called. */
  readonly slug: string;
  /** Where the platform's names tell. */
  readonly student?: { readonly id: string; readonly name: string };
  readonly late?: true;
  readonly attempt?: number;
  /** When the newest of its files was last changed. */
  readonly changed?: Date;
  /** Undefined when it was not graded yet. */
  readonly result: Result | undefined;
}
