import type { Bundle } from "../../../grader/src/sandbox/bundle.js";

/** What every long run is given. */
export interface Run {
  readonly bundle: Bundle;
  /** A folder that is removed afterwards. */
  readonly folder: string;
  readonly level: string;
  readonly count: number;
  /** Paths of the Nodes to run batches with. */
  readonly nodes: readonly string[];
}
