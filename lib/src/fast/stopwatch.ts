import { dimension } from "../tensor/check.js";

/** Seconds since some moment. */
export type Clock = () => number;

const wallClock: Clock = () => performance.now() / 1000;

/**
 * The median of how long a few runs take, after one that is not counted, in which the engine translates the code.
 * @param clock default: the wall's
 * @returns seconds
 */
export function medianSeconds(run: () => unknown, runs = 5, clock: Clock = wallClock): number {
  dimension("medianSeconds", "runs", runs);
  run();
  const times = Array.from({ length: runs }, () => {
    const start = clock();
    run();
    return clock() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}
