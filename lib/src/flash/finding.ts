/** One thing to know about a run. */
export interface Finding {
  /**
   * `differs`: the first tile whose numbers are wrong; `skipped`: a tile that was never computed; `never-stored`: rows of O
   * that were never written; `again`: loads beyond what the loop order needs; `unread`: loads that nothing read;
   * `stopped`: an error; `right`: the result is exact; `peak`: when SRAM held most.
   */
  readonly kind: "differs" | "skipped" | "never-stored" | "again" | "unread" | "stopped" | "right" | "peak";
  readonly text: string;
  /** The steps in which it shows, the first one first. */
  readonly steps: readonly number[];
  /** The tiles of S that it concerns, [row block, key block]. */
  readonly tiles?: readonly (readonly [i: number, j: number])[];
  /** The row, and the array in HBM, that it concerns. */
  readonly row?: number;
  readonly array?: string;
}

/** Whether it is something to mend. */
export const isAlarm = ({ kind }: Finding): boolean => kind !== "right" && kind !== "peak";
