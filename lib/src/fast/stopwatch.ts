import { dimension } from "../tensor/check.js";

/** Seconds since some moment. */
export type Clock = () => number;

interface NodeProcess {
  cpuUsage?(): { readonly user: number; readonly system: number };
}

/**
 * In Node, the seconds that the processor has worked for this program, so that a busy machine does not spoil the figures;
 * in a browser, which does not tell them, those of the clock on the wall.
 */
export const defaultClock: Clock = () => {
  const usage = (globalThis as { process?: NodeProcess }).process?.cpuUsage?.();
  return usage ? (usage.user + usage.system) / 1e6 : performance.now() / 1000;
};

/** Seconds that one measurement lasts at least, so that the clock's own steps do not count; a short run is repeated. */
const AT_LEAST = 0.005;
/** However fast a run is, and however coarse the clock. */
const MOST = 1000;
/** Runs that are not counted: engines translate code again while it runs. Enough when so many seconds have passed. */
const [WARM_UPS, WARM_SECONDS] = [40, 0.2];

/**
 * The median of how long something takes, after some runs that are not counted.
 * @param runs how many measurements  @param clock default: `defaultClock`
 * @returns seconds of one run
 */
export function medianSeconds(run: () => unknown, runs = 5, clock: Clock = defaultClock): number {
  dimension("medianSeconds", "runs", runs);
  const start = clock();
  for (let t = 0; t < WARM_UPS && clock() - start < WARM_SECONDS; t++) run();
  const times = Array.from({ length: runs }, () => {
    const from = clock();
    let seconds = 0;
    let count = 0;
    do {
      run();
      count++;
      seconds = clock() - from;
    } while (seconds < AT_LEAST && count < MOST);
    return seconds / count;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}
