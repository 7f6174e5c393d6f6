/**
 * Timers without a clock: nothing waits, but all that is due comes in its order, one callback at a time, while a
 * promise of the solution's is waited for.
 */

interface Timer {
  readonly id: number;
  readonly due: number;
  readonly work: () => void;
  readonly every?: number;
}

let next = 1;
let clock = 0;
let timers: Timer[] = [];

/** Milliseconds that timers have passed. */
export const elapsed = (): number => clock;

function add(every: boolean, work: unknown, delay: unknown, args: unknown[]): number {
  if (typeof work !== "function") throw new TypeError("the first argument of a timer is a function");
  const wait = Math.max(1, Number(delay) || 0);
  const id = next++;
  timers.push({ id, due: clock + wait, work: () => void work(...args), ...(every ? { every: wait } : {}) });
  return id;
}

/** Runs the callback that is due first. @returns whether there was one */
export function tick(): boolean {
  if (timers.length === 0) return false;
  let first = timers[0]!;
  for (const timer of timers) if (timer.due < first.due) first = timer;
  clear(first.id);
  clock = first.due;
  if (first.every !== undefined) timers.push({ ...first, due: clock + first.every });
  first.work();
  return true;
}

function clear(id: unknown): void {
  timers = timers.filter((timer) => timer.id !== id);
}

export const timerFunctions = {
  setTimeout: (work: unknown, delay?: unknown, ...args: unknown[]) => add(false, work, delay, args),
  setInterval: (work: unknown, delay?: unknown, ...args: unknown[]) => add(true, work, delay, args),
  setImmediate: (work: unknown, ...args: unknown[]) => add(false, work, 0, args),
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
};
